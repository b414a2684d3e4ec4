// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>

#include "geo/core/types.h"

namespace qpv::ogr {

Box box_of(MultiPolygon const& shape);

std::size_t vertices_of(MultiPolygon const& shape);

// Square metres, on a plane with the scale of the middle latitude: within 1e-4 of the geodesic area
// for a shape of 100 km. Holes are subtracted, crossing rings counted as they come: for an invalid
// shape it is what a naive reader would compute.
double area_m2(MultiPolygon const& shape);

}  // namespace qpv::ogr
