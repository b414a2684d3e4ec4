// SPDX-License-Identifier: EUPL-1.2
//
// How near an area comes to a region, and how far its farthest point is.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "geo/core/region.h"

namespace qpv {

// The edges of an area that lie outside a region, cut where they cross its boundary.
struct Outside {
  std::vector<Edge> pieces;
  bool touched = false;  // some of the area's boundary is inside, or crosses the region's
};
Outside outside_of(Region const& region, Region const& area);

// Metres between boundaries that do not cross, `at_most` if that is less.
double gap_between(Region const& a, Region const& b, double at_most);

// Metres from the region to the nearest point of the area, `at_most` if that is less; 0 where they
// share ground or their boundaries cross.
double nearest_metres(Region const& region, Region const& area, Outside const& outside,
                      double at_most);

// Metres from the area to ground that is not the region's, `at_most` if that is less; 0 where some
// of the area is outside already.
double clearance(Region const& region, Region const& area, double at_most);

// A distance that decides something: more and less are told apart up to an error.
struct Mark {
  double metres;
  double error_metres;
};
struct Marks {
  std::span<Mark const> marks;
  double error_metres;  // of distances that no mark lies near
};

struct Farthest {
  double metres;  // of a point of the area; no other is farther by more than the error
  std::optional<LonLat> where;  // none: nothing is outside
};
// The point of some pieces outside the region that is farthest from it. The search ends with any
// point farther than `enough`.
Farthest farthest_on(std::vector<Edge> const& pieces, Region const& region, Marks const& marks,
                     double enough);
// The same for all of the area, when `boundary` is what was found on its own boundary.
Farthest farthest_in(Region const& area, Region const& region, Marks const& marks, double enough,
                     Farthest const& boundary);

}  // namespace qpv
