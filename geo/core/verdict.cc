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

std::optional<bool> within_neighbourhood(Place const& place, Verdict const& verdict,
                                         VerdictRules const& rules) {
  double const error = place.reach_metres - rules.neighbourhood_metres;
  // Metres from the nearest perimeter: negative inside it.
  double distance = rules.boundary_reach_metres;
  if (verdict.boundary) distance = verdict.boundary->metres;
  if (!verdict.perimeters.empty()) distance = -distance;
  if (distance + error <= rules.neighbourhood_metres) return true;
  if (distance - error <= rules.neighbourhood_metres) return std::nullopt;
  if (place.covered_around.value_or(0) < place.reach_metres) return std::nullopt;
  return false;
}

}  // namespace

double sigma_of_radius95(double metres) { return metres / radius_in_sigmas(0.05); }

Verdict decide_point(PerimeterIndex const& index, Position const& position, Date date,
                     VerdictRules const& rules) {
  LocalFrame const at(position.point);
  double const error = position.sigma_metres * radius_in_sigmas(rules.tolerated_risk);
  double const reach = rules.neighbourhood_metres + error;
  Verdict verdict{};
  verdict.perimeters = index.containing(position.point, date);
  verdict.boundary = index.nearest(at, date, rules.boundary_reach_metres);
  bool const holds_point = !verdict.perimeters.empty();
  bool const certain = holds_point && position.sigma_metres == 0;
  Place const place{index, at,    position.sigma_metres,
                    date,  reach, certain ? std::nullopt : index.covered_around(at, date, reach)};
  decide(verdict, chances(place, holds_point), rules.tolerated_risk);
  verdict.within_neighbourhood = within_neighbourhood(place, verdict, rules);
  return verdict;
}

}  // namespace qpv
