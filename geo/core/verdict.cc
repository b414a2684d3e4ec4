// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/verdict.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

// Where the question is asked: what several steps of the decision look at.
struct Place {
  PerimeterIndex const& index;
  LocalFrame at;
  double sigma_metres;
  Date date;
  double reach_metres;                   // of the neighbourhood and the position's error
  std::optional<double> covered_around;  // up to reach_metres; none where nothing hangs on it
};

Chances chances(Place const& place, bool holds_point) {
  if (place.sigma_metres > 0) {
    double const inside = place.index.mass_inside(place.at, place.sigma_metres, place.date);
    double const unknown = place.index.mass_uncovered(place.at, place.sigma_metres, place.date);
    return {inside, std::min(unknown, 1 - inside)};
  }
  if (holds_point) return {1, 0};
  return {0, place.covered_around ? 0.0 : 1.0};
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

// From the nearest perimeter: negative inside it.
double metres_outside(Verdict const& verdict, VerdictRules const& rules) {
  double const metres = verdict.boundary ? verdict.boundary->metres : rules.boundary_reach_metres;
  return verdict.perimeters.empty() ? metres : -metres;
}

std::optional<bool> within_neighbourhood(Place const& place, double metres_outside,
                                         VerdictRules const& rules) {
  double const error = place.reach_metres - rules.neighbourhood_metres;
  if (metres_outside + error <= rules.neighbourhood_metres) return true;
  if (metres_outside - error <= rules.neighbourhood_metres) return std::nullopt;
  if (place.covered_around.value_or(0) < place.reach_metres) return std::nullopt;
  return false;
}

}  // namespace

double sigma_of_radius95(double metres) { return metres / radius_in_sigmas(0.05); }

Verdict decide_point(PerimeterIndex const& index, Position const& position, Date date,
                     VerdictRules const& rules) {
  LocalFrame const at(position.point);
  bool const exact = position.sigma_metres == 0;
  double const error = exact ? 0 : position.sigma_metres * radius_in_sigmas(rules.tolerated_risk);
  double const reach = rules.neighbourhood_metres + error;
  auto around = index.around(at, date, rules.boundary_reach_metres);
  Verdict verdict{};
  verdict.perimeters = std::move(around.holding);
  verdict.boundary = around.nearest;
  bool const holds_point = !verdict.perimeters.empty();
  double const outside = metres_outside(verdict, rules);
  Place place{index, at, position.sigma_metres, date, reach, {}};
  if (!holds_point || !exact) {
    // How far the ground is covered matters where no perimeter is near.
    bool const far = outside - error > rules.neighbourhood_metres;
    place.covered_around = index.covered_around(at, date, far ? reach : 0);
  }
  decide(verdict, chances(place, holds_point), rules.tolerated_risk);
  verdict.within_neighbourhood = within_neighbourhood(place, outside, rules);
  return verdict;
}

}  // namespace qpv
