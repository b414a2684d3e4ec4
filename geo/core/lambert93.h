// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "geo/core/types.h"

namespace qpv {

struct Planar {
  double x;  // metres east
  double y;  // metres north
};

// The legal projection of metropolitan France, Lambert-93 (EPSG:2154), exact to the rounding of
// doubles; none elsewhere. WGS84 and RGF93 are taken for the same, as everyone does.
std::optional<Planar> lambert93(LonLat point);

}  // namespace qpv
