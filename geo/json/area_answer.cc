// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/area_answer.h"

#include <array>
#include <string_view>

#include "geo/json/compact.h"
#include "geo/json/rounded.h"
#include "geo/json/words.h"

namespace qpv {
namespace {

using json::Compact;
using json::kCentimetre;
using json::rounded;

constexpr double kShare = 1e6;

// One member a neighbourhood: the core's list and the API's names say the same distances.
constexpr std::array<std::string_view, 2> kWithin{"within_300_m", "within_500_m"};
static_assert(kNeighbourhoods.size() == kWithin.size() && kNeighbourhoods[0] == 300 &&
              kNeighbourhoods[1] == 500);

std::string_view word(AreaAnswer answer) {
  switch (answer) {
    case AreaAnswer::kInside:
      return "inside";
    case AreaAnswer::kPartly:
      return "partly";
    case AreaAnswer::kOutside:
      return "outside";
    case AreaAnswer::kUncertain:
      break;
  }
  return "uncertain";
}

std::string_view relation(Part inside) {
  switch (inside) {
    case Part::kWholly:
      return "within";
    case Part::kPartly:
      return "partly";
    case Part::kNot:
      break;
  }
  return "outside";
}

std::string_view word(Part part) {
  switch (part) {
    case Part::kWholly:
      return "wholly";
    case Part::kPartly:
      return "partly";
    case Part::kNot:
      break;
  }
  return "not";
}

void write_perimeter(Compact& out, AreaPerimeter const& one, Perimeter const& perimeter) {
  out.object([&] {
    json::write_perimeter_members(out, perimeter);
    out.member("npnru", perimeter.npnru);
    out.member("relation", relation(one.inside));
    out.member("share", rounded(one.share, kShare));
    out.member("nearest_m", rounded(one.nearest, kCentimetre));
    out.key("farthest_m");
    one.farthest ? out.value(rounded(*one.farthest, kCentimetre)) : out.value(std::nullopt);
    for (std::size_t i = 0; i < kWithin.size(); ++i) out.member(kWithin[i], word(one.within[i]));
  });
}

}  // namespace

std::string encode_area_answer(AreaVerdict const& verdict, Date date, PerimeterIndex const& index,
                               Manifest const& manifest) {
  bool const uncertain = verdict.answer == AreaAnswer::kUncertain;
  Compact out;
  out.object([&] {
    out.member("answer", word(verdict.answer));
    out.member("doubt", uncertain ? std::optional<std::string_view>("not_covered") : std::nullopt);
    out.member("date", format_date(date));
    out.member("surface_m2", rounded(verdict.surface_m2, kCentimetre));
    out.member("share_inside", rounded(verdict.share_inside, kShare));
    out.member("share_uncovered", rounded(verdict.share_uncovered, kShare));
    for (std::size_t i = 0; i < kWithin.size(); ++i) {
      out.key(kWithin[i]);
      verdict.within[i] ? out.value(word(*verdict.within[i])) : out.value(std::nullopt);
    }
    out.key("perimeters");
    out.each(verdict.perimeters,
             [&](AreaPerimeter const& one) { write_perimeter(out, one, index[one.idx]); });
    json::write_dataset(out, manifest);
  });
  return out.take();
}

}  // namespace qpv
