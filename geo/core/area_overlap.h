// SPDX-License-Identifier: EUPL-1.2
//
// How much ground two shapes share.
#pragma once

#include "geo/core/region.h"
#include "geo/core/types.h"

namespace qpv {

// Square metres on the ground around one latitude: within 1e-4 of the geodesic surface for a shape
// of 100 km around it.
struct GroundScale {
  double lat;                // degrees
  double square_metres = 0;  // of a square degree there
  double change = 0;         // of that per degree northwards, as a part of it

  explicit GroundScale(Box const& box);
};

double surface_m2(MultiPolygon const& area, GroundScale const& scale);

// The surface that an area shares with a region whose shapes do not overlap. No intersection is
// built, so none can fail: the ground below each edge of one is compared with the ground below each
// edge of the other, and the signs leave what is inside both. Cost: the edges of the area in a
// shape's box times those of the shape that they pass above or below.
double overlap_m2(MultiPolygon const& area, Region const& region, GroundScale const& scale);

}  // namespace qpv
