// SPDX-License-Identifier: EUPL-1.2
//
// Where France is, coarsely: enough to see that a file's coordinates cannot be what its CRS says,
// and to bound what a complete national file is complete for.
#pragma once

#include <span>
#include <string_view>

#include "geo/core/types.h"

namespace qpv {

struct FrenchZone {
  std::string_view departement;  // "971"; empty for metropolitan France with Corsica
  std::string_view name;
  Box box;
};

// Metropolitan France first, then every overseas territory that has or may have perimeters.
std::span<FrenchZone const> french_zones();

// The zone whose box holds the point, or null: the point is not in France.
FrenchZone const* french_zone_at(LonLat point);

}  // namespace qpv
