// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/verdict.h"

#include <algorithm>
#include <cmath>

namespace qpv {
namespace {

// The radius, in sigmas, that a Gaussian position leaves with the given chance.
double radius_in_sigmas(double chance) { return std::sqrt(-2 * std::log(chance)); }

// What is known of the position, as three chances that add up to one.
struct Chances {
  double inside;
  double unknown;  // on ground that is not covered
  [[nodiscard]] double outside() const { return 1 - inside - unknown; }
};

Chances chances(PerimeterIndex const& index, Position const& position, Date date,
                bool holds_point) {
  if (position.sigma_metres > 0) {
    double const inside = index.mass_inside(position.point, position.sigma_metres, date);
    double const unknown = index.mass_uncovered(position.point, position.sigma_metres, date);
    return {inside, std::min(unknown, 1 - inside)};
  }
  if (holds_point) return {1, 0};
  return {0, index.covered(position.point, date) ? 0.0 : 1.0};
}

void decide(Verdict& verdict, Chances const& chance, double risk) {
  bool const unknown_matters = chance.unknown >= risk;
  if (!unknown_matters) verdict.probability = chance.inside;
  if (chance.inside > 0.5) {
    verdict.likely_inside = true;
  } else if (chance.outside() > 0.5) {
    verdict.likely_inside = false;
  }

  if (1 - chance.inside < risk) {
    verdict.answer = Answer::kInside;
  } else if (chance.inside + chance.unknown < risk && verdict.perimeters.empty()) {
    // A perimeter smaller than the position's error may weigh next to nothing around a point that
    // it holds: that is still no reason to say "no" to someone who stands in it.
    verdict.answer = Answer::kOutside;
  } else {
    verdict.answer = Answer::kUncertain;
    bool const near_boundary = chance.inside >= risk || !verdict.perimeters.empty();
    verdict.doubt = near_boundary ? Doubt::kNearBoundary : Doubt::kNotCovered;
  }
}

std::optional<bool> within_neighbourhood(PerimeterIndex const& index, Position const& position,
                                         Date date, Verdict const& verdict,
                                         VerdictRules const& rules) {
  double const error = position.sigma_metres * radius_in_sigmas(rules.tolerated_risk);
  // Metres from the nearest perimeter: negative inside it.
  double distance = rules.boundary_reach_metres;
  if (verdict.boundary) distance = verdict.boundary->metres;
  if (!verdict.perimeters.empty()) distance = -distance;
  if (distance + error <= rules.neighbourhood_metres) return true;
  if (distance - error <= rules.neighbourhood_metres) return std::nullopt;
  double const reach = rules.neighbourhood_metres + error;
  if (index.uncovered_within(position.point, date, reach)) return std::nullopt;
  return false;
}

}  // namespace

double sigma_of_radius95(double metres) { return metres / radius_in_sigmas(0.05); }

Verdict decide_point(PerimeterIndex const& index, Position const& position, Date date,
                     VerdictRules const& rules) {
  Verdict verdict{};
  verdict.perimeters = index.containing(position.point, date);
  verdict.boundary = index.nearest(position.point, date, rules.boundary_reach_metres);
  auto const chance = chances(index, position, date, !verdict.perimeters.empty());
  decide(verdict, chance, rules.tolerated_risk);
  verdict.within_neighbourhood = within_neighbourhood(index, position, date, verdict, rules);
  return verdict;
}

}  // namespace qpv
