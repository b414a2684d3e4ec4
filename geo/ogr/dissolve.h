// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv::ogr {

// One footprint a perimeter, except that perimeters of the same validity whose interiors overlap
// share one, their union. Perimeters that only touch stay apart.
Result<std::vector<Footprint>> dissolve(std::span<Perimeter const> perimeters);

// Whether two valid shapes share ground or at least a point.
Result<bool> meet(MultiPolygon const& a, MultiPolygon const& b);

}  // namespace qpv::ogr
