// SPDX-License-Identifier: EUPL-1.2
//
// Areas that try a decision where it could err.
#pragma once

#include <cstddef>
#include <vector>

#include "geo/core/perimeter_index.h"

namespace qpv::test {

// Valid areas around the perimeters in force: rectangles, L shapes, blobs, several parts, holes,
// frames around a perimeter, pieces that share some of its boundary, the perimeter itself moved or
// scaled, and a few of kilometres; most of them where 0, 300 or 500 m is near. The same seed gives
// the same areas. Some perimeter must be in force.
std::vector<MultiPolygon> area_cloud(PerimeterIndex const& index, Date date, std::size_t count,
                                     unsigned seed);

}  // namespace qpv::test
