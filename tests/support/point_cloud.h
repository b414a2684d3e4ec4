// SPDX-License-Identifier: EUPL-1.2
//
// Points that try an index where it could err.
#pragma once

#include <cstddef>
#include <vector>

#include "geo/core/perimeter_index.h"

namespace qpv::test {

// Half of them uniform over the extent of the perimeters in force and 6 km around it, a fifth
// metres and a fifth centimetres from a boundary, and a tenth vertices. The same seed gives the
// same points. Some perimeter must be in force.
std::vector<LonLat> point_cloud(PerimeterIndex const& index, Date date, std::size_t count,
                                unsigned seed);

}  // namespace qpv::test
