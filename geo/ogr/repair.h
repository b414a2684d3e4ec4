// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv::ogr {

struct Repaired {
  MultiPolygon shape;  // valid
  std::string reason;  // what was wrong, in French, with the place
};

// Nothing when the shape is valid. Else GEOS's structure method, whose polygons are kept; a shape
// of which no ground is left, or that takes unreasonably long, is an error.
Result<std::optional<Repaired>> repair(MultiPolygon const& shape);

}  // namespace qpv::ogr
