// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv::ogr {

// Two copies of one shape, each rounded to the millimetre in its own coordinate system, differ by
// 1.4 mm at most.
inline constexpr double kSameBoundaryMetres = 0.002;

struct ShapeChange {
  double gained_m2;  // of ground that only the new shape has
  double lost_m2;    // of ground that only the old one had
  double moved_m;    // the farthest that a point of either boundary lies from the other boundary
  LonLat moved_at;   // that point
};

// Nothing when the boundaries are the same to within kSameBoundaryMetres, wherever their rings
// begin, whichever way they turn, and in whatever order parts and holes come. Shapes are valid.
Result<std::optional<ShapeChange>> shape_change(MultiPolygon const& before,
                                                MultiPolygon const& after);

}  // namespace qpv::ogr
