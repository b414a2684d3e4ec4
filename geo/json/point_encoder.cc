// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/point_encoder.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <optional>
#include <string_view>

#include "geo/json/words.h"

namespace qpv {
namespace {

using json::Compact;
using json::rounded;

// {"...":...} without its braces, of what `fill` writes.
template <class Fill>
std::string members(Fill const& fill) {
  Compact out;
  out.object([&] { fill(out); });
  auto const text = out.take();
  return text.substr(1, text.size() - 2);
}

// The shortest text that reads back the same; whole numbers keep a decimal, to be seen as real.
void append(std::string& out, double number) {
  auto const to = std::back_inserter(out);
  constexpr double kWhole = 1e15;
  if (std::abs(number) < kWhole && number == std::trunc(number)) {
    fmt::format_to(to, FMT_COMPILE("{:.1f}"), number);
  } else {
    fmt::format_to(to, FMT_COMPILE("{}"), number);
  }
}

std::string_view json_flag(std::optional<bool> flag) {
  if (!flag) return "null";
  return *flag ? "true" : "false";
}

}  // namespace

PointEncoder::PointEncoder(PerimeterIndex const& index, Manifest const& manifest) {
  for (auto const& perimeter : index.all()) {
    perimeters_.push_back(
        "{" + members([&](Compact& out) { json::write_perimeter_members(out, perimeter); }) + "}");
    boundaries_.push_back("{" + members([&](Compact& out) {
                            out.member("code", perimeter.code);
                            out.member("name", perimeter.name);
                          }) +
                          ",\"distance_m\":");
  }
  dataset_ = members([&](Compact& out) { json::write_dataset(out, manifest); }) + "}";
}

std::string PointEncoder::encode(LonLat point, Date date, Verdict const& verdict) const {
  constexpr std::size_t kUsual = 768;
  std::string out;
  out.reserve(kUsual);
  out.append(R"({"answer":")").append(json::word(verdict.answer));
  out.append(R"(","likely":)").append(json::json_side(verdict.likely_inside));
  out.append(R"(,"probability":)");
  verdict.probability ? append(out, rounded(*verdict.probability, 1e6))
                      : static_cast<void>(out.append("null"));
  out.append(R"(,"doubt":)").append(json::json_word(verdict.doubt));
  out.append(R"(,"date":")").append(format_date(date));
  out.append(R"(","point":{"lon":)");
  append(out, point.lon);
  out.append(R"(,"lat":)");
  append(out, point.lat);
  out.append(R"(},"perimeters":[)");
  for (auto const idx : verdict.perimeters) {
    if (out.back() != '[') out.push_back(',');
    out.append(perimeters_[static_cast<std::size_t>(idx)]);
  }
  out.append(R"(],"boundary":)");
  if (verdict.boundary) {
    out.append(boundaries_[static_cast<std::size_t>(verdict.boundary->idx)]);
    append(out, rounded(verdict.boundary->metres, 1e2));
    out.push_back('}');
  } else {
    out.append("null");
  }
  out.append(R"(,"within_300_m":)").append(json_flag(verdict.within_neighbourhood));
  return out.append(",").append(dataset_);
}

}  // namespace qpv
