// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/point_encoder.h"

#include <array>
#include <optional>
#include <string_view>

#include "geo/json/rounded.h"
#include "geo/json/short_text.h"
#include "geo/json/words.h"

namespace qpv {
namespace {

using json::Compact;
using json::rounded;
using json::ShortText;

// {"...":...} without its braces, of what `fill` writes.
template <class Fill>
std::string members(Fill const& fill) {
  Compact out;
  out.object([&] { fill(out); });
  auto const text = out.take();
  return text.substr(1, text.size() - 2);
}

constexpr std::array<std::optional<bool>, 3> kFlags{std::nullopt, false, true};

std::size_t number_of(std::optional<bool> flag) {
  if (!flag) return 0;
  return *flag ? 2 : 1;
}

void add_point(ShortText& out, std::optional<LonLat> point) {
  if (!point) {
    out.add("null");
    return;
  }
  out.add(R"({"lon":)").add(point->lon).add(R"(,"lat":)").add(point->lat).add("}");
}

std::string_view json_flag(std::optional<bool> flag) {
  constexpr std::array<std::string_view, kFlags.size()> kWords{"null", "false", "true"};
  return kWords.at(number_of(flag));
}

// Words of ours and a few numbers: some 300 bytes at most.
ShortText beginning(std::optional<LonLat> point, Date date, Verdict const& verdict) {
  ShortText out;
  out.add(R"({"answer":")").add(json::word(verdict.answer));
  out.add(R"(","likely":)").add(json::json_side(verdict.likely_inside));
  out.add(R"(,"probability":)");
  verdict.probability ? out.add(rounded(*verdict.probability, 1e6)) : out.add("null");
  out.add(R"(,"doubt":)").add(json::json_word(verdict.doubt));
  out.add(R"(,"date":")").add(format_date(date));
  out.add(R"(","point":)");
  add_point(out, point);
  out.add(R"(,"perimeters":[)");
  return out;
}

}  // namespace

PointEncoder::PointEncoder(PerimeterIndex const& index, Manifest const& manifest) {
  for (auto const& perimeter : index.all()) {
    perimeters_.push_back(
        "{" + members([&](Compact& out) { json::write_perimeter_members(out, perimeter); }) + "}");
    boundaries_.push_back(R"(],"boundary":{)" + members([&](Compact& out) {
                            out.member("code", perimeter.code);
                            out.member("name", perimeter.name);
                          }) +
                          R"(,"distance_m":)");
  }
  auto const dataset = members([&](Compact& out) { json::write_dataset(out, manifest); });
  for (auto const flag : kFlags) {
    endings_.at(number_of(flag))
        .append(R"(,"within_300_m":)")
        .append(json_flag(flag))
        .append(",")
        .append(dataset)
        .append("}");
  }
}

std::string PointEncoder::encode(std::optional<LonLat> point, Date date,
                                 Verdict const& verdict) const {
  constexpr std::size_t kUsual = 768;
  std::string out;
  out.reserve(kUsual);
  out.append(beginning(point, date, verdict).view());
  for (auto const idx : verdict.perimeters) {
    if (out.back() != '[') out.push_back(',');
    out.append(perimeters_[static_cast<std::size_t>(idx)]);
  }
  if (verdict.boundary) {
    ShortText distance;
    distance.add(rounded(verdict.boundary->metres, 1e2)).add("}");
    out.append(boundaries_[static_cast<std::size_t>(verdict.boundary->idx)]);
    out.append(distance.view());
  } else {
    out.append(R"(],"boundary":null)");
  }
  return out.append(endings_[number_of(verdict.within_neighbourhood)]);
}

}  // namespace qpv
