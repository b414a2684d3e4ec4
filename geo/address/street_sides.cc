// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/street_sides.h"

#include <algorithm>
#include <utility>

#include "geo/address/number_runs.h"
#include "geo/address/street_axis.h"

namespace qpv {
namespace {

// The perimeters that hold the numbers decided inside.
std::vector<PerimeterIdx> perimeters_of(PerimeterIndex const& perimeters,
                                        AddressIndex const& addresses,
                                        std::vector<NumberSide> const& sides, Date date) {
  std::vector<PerimeterIdx> found;
  for (auto const& each : sides) {
    if (each.side != Side::kInside) continue;
    auto const holding = perimeters.containing(addresses[each.number].position, date);
    found.insert(found.end(), holding.begin(), holding.end());
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace

Side side_of(Answer answer) {
  switch (answer) {
    case Answer::kInside:
      return Side::kInside;
    case Answer::kOutside:
      return Side::kOutside;
    case Answer::kUncertain:
    case Answer::kNotFound:
      break;
  }
  return Side::kDoubt;
}

NumberVerdict decide_number(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                            StreetIdx street, NumberIdx number, double sigma_metres,
                            PositionErrors const& errors, Date date, VerdictRules const& rules) {
  NumberVerdict out;
  out.verdict = decide_point(perimeters, {addresses[number].position, sigma_metres}, date, rules);
  auto& verdict = out.verdict;
  if (verdict.doubt != Doubt::kNearBoundary) return out;
  auto const chance = chance_by_axis(perimeters, addresses, street, number, errors, date);
  if (!chance) return out;
  bool const inside = *chance > 0.5;
  if (std::min(*chance, 1 - *chance) >= rules.tolerated_risk) return out;
  out.by_axis = true;
  verdict.answer = inside ? Answer::kInside : Answer::kOutside;
  verdict.likely_inside = inside;
  verdict.probability = *chance;
  verdict.doubt = Doubt::kNone;
  if (inside && verdict.perimeters.empty() && verdict.boundary) {
    verdict.perimeters.push_back(verdict.boundary->idx);
  }
  if (!inside) verdict.perimeters.clear();
  return out;
}

void number_sides(PerimeterIndex const& perimeters, AddressIndex const& addresses, StreetIdx street,
                  PositionErrors const& errors, Date date, VerdictRules const& rules,
                  std::vector<NumberSide>& sides) {
  sides.clear();
  auto const range = addresses.numbers(street);
  for (auto i = static_cast<std::uint32_t>(range.first); i < static_cast<std::uint32_t>(range.end);
       ++i) {
    auto const number = static_cast<NumberIdx>(i);
    auto const info = addresses[number];
    auto decided = decide_number(perimeters, addresses, street, number, errors.of(info.type),
                                 errors, date, rules);
    auto& verdict = decided.verdict;
    auto covering = decided.by_axis ? perimeters.containing(info.position, date)
                                    : std::move(verdict.perimeters);
    sides.push_back({number, std::move(covering), side_of(verdict.answer), verdict.doubt,
                     verdict.probability.value_or(0.5), verdict.within_neighbourhood});
  }
}

StreetSides summarise(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                      std::vector<NumberSide> const& sides, Date date) {
  auto const count = [&](Side side) {
    return static_cast<std::size_t>(std::ranges::count(sides, side, &NumberSide::side));
  };
  StreetSides out;
  out.inside = count(Side::kInside);
  out.outside = count(Side::kOutside);
  out.doubt = count(Side::kDoubt);
  if (!sides.empty()) {
    IdxRange<NumberIdx> const numbers{sides.front().number, after(sides.back().number)};
    each_run(
        addresses, numbers, [&](std::size_t i) { return std::pair(sides[i].side, sides[i].doubt); },
        [&](NumberRange const& run, std::pair<Side, Doubt> const& key) {
          out.ranges.push_back({run.odd, key.first, key.second, run.first, run.last, run.numbers});
        });
  }
  out.perimeters = perimeters_of(perimeters, addresses, sides, date);
  return out;
}

}  // namespace qpv
