// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/commune_verdict.h"

#include <algorithm>
#include <cmath>

#include "geo/address/index_data.h"

namespace qpv {
namespace {

// Beyond the outermost numbers of a commune, its houses without a number and its own boundary.
constexpr double kReachMetres = 500;

void add(PackedBox& box, PackedPosition p) {
  box.min = {std::min(box.min.lon, p.lon), std::min(box.min.lat, p.lat)};
  box.max = {std::max(box.max.lon, p.lon), std::max(box.max.lat, p.lat)};
}

// Of all numbers of a commune, and of its streets and localities that have none; none where it has
// no number.
std::optional<Box> box_of(IndexData const& data, IdxRange<StreetIdx> streets) {
  auto const first = data.numbers_of(static_cast<std::uint32_t>(streets.first)).first;
  auto const end = data.streets[static_cast<std::size_t>(streets.end)].first_number;
  auto const positions = data.positions.range(static_cast<std::size_t>(first), end);
  if (streets.empty() || positions.empty()) return std::nullopt;
  PackedBox box{positions.front(), positions.front()};
  for (auto const& position : positions) add(box, position);
  for (auto i = static_cast<std::uint32_t>(streets.first);
       i < static_cast<std::uint32_t>(streets.end); ++i) {
    if (data.numbers_of(i).empty()) add(box, data.streets[i].position);
  }
  return Box{unpack(box.min), unpack(box.max)};
}

}  // namespace

std::optional<Verdict> decide_commune(PerimeterIndex const& perimeters,
                                      AddressIndex const& addresses, CommuneIdx commune, Date date,
                                      VerdictRules const& rules) {
  auto const box = box_of(addresses.data(), addresses.streets(commune));
  if (!box) return std::nullopt;
  LonLat const middle{(box->min.lon + box->max.lon) / 2, (box->min.lat + box->max.lat) / 2};
  LocalFrame const at(middle);
  auto const corner = at.to_metres(box->max);
  double const radius = std::hypot(corner.x, corner.y) + kReachMetres;
  Verdict verdict{};
  if (!perimeters.meeting(at.around(radius), date).empty()) return std::nullopt;
  auto const around = perimeters.covered_around(at, date, radius);
  if (around && *around >= radius) {
    verdict.answer = Answer::kOutside;
    verdict.likely_inside = false;
    verdict.probability = 0;
    if (kReachMetres >= rules.neighbourhood_metres) verdict.within_neighbourhood = false;
    return verdict;
  }
  if (perimeters.coverage(at.around(radius), date).empty()) {
    verdict.answer = Answer::kUncertain;
    verdict.doubt = Doubt::kNotCovered;
    return verdict;
  }
  return std::nullopt;
}

}  // namespace qpv
