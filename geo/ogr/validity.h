// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "geo/core/types.h"

namespace qpv::ogr {

struct ShapeFlaw {
  std::string reason;  // in French, with the place
  std::optional<LonLat> at;
};

// What makes a shape invalid in the OGC sense, or nothing. Rings are closed and of at least four
// positions. Any number of threads.
std::optional<ShapeFlaw> find_flaw(MultiPolygon const& shape);

}  // namespace qpv::ogr
