// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv::ogr {

// The same ground in pieces that do not overlap: pieces of the same validity whose interiors share
// ground become one, their union. Pieces that only touch stay apart. Shapes are valid.
Result<std::vector<Ground>> dissolve(std::vector<Ground> ground);

// Whether two valid shapes share ground or at least a point.
Result<bool> meet(MultiPolygon const& a, MultiPolygon const& b);

}  // namespace qpv::ogr
