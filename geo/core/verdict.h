// SPDX-License-Identifier: EUPL-1.2
//
// The decision itself: one piece of code for every door.
#pragma once

#include <optional>
#include <vector>

#include "geo/core/perimeter_index.h"
#include "geo/core/types.h"

namespace qpv {

enum class Answer {
  kInside,
  kOutside,
  kUncertain,
  kNotFound,  // of an address that the base does not have
};

enum class Doubt {
  kNone,
  kNearBoundary,  // the position's error reaches across a boundary
  kNotCovered,    // the source does not say what is here
  // Of addresses:
  kStreetMixed,  // the street has numbers on both sides, and which one is meant is not known
  kWeakMatch,    // what was found may not be what was asked for
  kAmbiguous,    // several addresses fit alike
};

// Where someone is: a point, and a Gaussian error of sigma metres on each axis; 0 means exact.
struct Position {
  LonLat point;
  double sigma_metres = 0;
};

// A phone gives the radius that holds it 95 times in 100; the sigma of that Gaussian.
double sigma_of_radius95(double metres);

struct VerdictRules {
  // An answer is given only where the other side has less than this chance.
  double tolerated_risk = 1.0 / 500;
  // Boundaries further away than this are not told.
  double boundary_reach_metres = 5000;
  // The neighbourhood in which reduced VAT may apply.
  double neighbourhood_metres = 300;
};

struct Verdict {
  Answer answer;
  std::optional<bool> likely_inside;  // none where the source does not say
  std::optional<double> probability;  // of being inside; none where the source does not say
  Doubt doubt;
  std::vector<PerimeterIdx> perimeters;  // those that hold the point, in force on the day
  std::optional<PerimeterIndex::Near> boundary;
  // Whether the position is inside or within the neighbourhood of a perimeter; none where
  // uncovered ground or the position's error leaves it open.
  std::optional<bool> within_neighbourhood;
};

// `date` must be one that the dataset covers (PerimeterIndex::in_force), else everything is
// "outside or not covered" of nothing. A point is never "outside" because of a doubt.
Verdict decide_point(PerimeterIndex const& index, Position const& position, Date date,
                     VerdictRules const& rules = {});

}  // namespace qpv
