// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/core/ground.h"
#include "geo/core/types.h"

namespace qpv::ogr {

struct BoundaryGap {
  double metres;
  LonLat at;  // on the first boundary
};

// The farthest that any point of the boundary of `from`, its edges included, lies from the boundary
// of `to`: the directed Hausdorff distance, exact to half a millimetre or a ten-thousandth,
// whichever is more. On the plane of `frame`, which is near both. Neither may be empty.
BoundaryGap boundary_gap(MultiPolygon const& from, MultiPolygon const& to, LocalFrame const& frame);

}  // namespace qpv::ogr
