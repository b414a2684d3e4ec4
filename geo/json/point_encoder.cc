// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/point_encoder.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
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

// A number of at most seven decimals, as coordinates and what is rounded have: a third of the time
// of the general way. n / 1e7 is rounded as reading its decimals is, so where it gives the number,
// they read back the same; and with at most 15 digits nothing shorter does.
bool append_decimals(std::string& out, double number) {
  constexpr double kDecimals = 1e7;
  constexpr double kMost = 1e7;  // 14 digits in all
  if (!(std::abs(number) < kMost)) return false;
  auto const scaled = static_cast<std::int64_t>(number * kDecimals + (number < 0 ? -0.5 : 0.5));
  if (static_cast<double>(scaled) / kDecimals != number || (scaled == 0 && std::signbit(number))) {
    return false;
  }
  auto const magnitude = static_cast<std::uint64_t>(scaled < 0 ? -scaled : scaled);
  constexpr std::uint64_t kUnit = 10'000'000;
  std::array<char, 24> text;
  auto* const end = text.data() + text.size();
  auto* begin = end;
  auto* last = end;  // one past the last decimal that is not a trailing zero
  auto fraction = magnitude % kUnit;
  for (int i = 0; i < 7; ++i, fraction /= 10) {
    *--begin = static_cast<char>('0' + fraction % 10);
    if (*begin == '0' && last == begin + 1 && i < 6) last = begin;
  }
  *--begin = '.';
  auto whole = magnitude / kUnit;
  do {
    *--begin = static_cast<char>('0' + whole % 10);
    whole /= 10;
  } while (whole > 0);
  if (scaled < 0) *--begin = '-';
  out.append(begin, last);
  return true;
}

// The shortest text that reads back the same; whole numbers keep a decimal, to be seen as real.
void append(std::string& out, double number) {
  if (append_decimals(out, number)) return;
  auto const to = std::back_inserter(out);
  constexpr double kWhole = 1e15;
  if (std::abs(number) < kWhole && number == std::trunc(number)) {
    fmt::format_to(to, FMT_COMPILE("{:.1f}"), number);
  } else {
    fmt::format_to(to, FMT_COMPILE("{}"), number);
  }
}

void append_point(std::string& out, std::optional<LonLat> point) {
  if (!point) {
    out.append("null");
    return;
  }
  out.append(R"({"lon":)");
  append(out, point->lon);
  out.append(R"(,"lat":)");
  append(out, point->lat);
  out.push_back('}');
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

std::string PointEncoder::encode(std::optional<LonLat> point, Date date,
                                 Verdict const& verdict) const {
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
  out.append(R"(","point":)");
  append_point(out, point);
  out.append(R"(,"perimeters":[)");
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
