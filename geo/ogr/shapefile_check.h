// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>

#include "geo/core/result.h"

namespace qpv::ogr {

// Most vertices an input may have; all of France has under a million. The detailed outline of the
// country, as a coverage, is the largest single shape that makes sense.
inline constexpr std::size_t kMaxVertices = 5'000'000;
inline constexpr std::size_t kMaxShapeVertices = 1'000'000;
inline constexpr std::size_t kMaxFeatures = 100'000;

// Walks the records of a shapefile's members (by lower-case extension) before GDAL does: all
// members there, sizes and offsets within them, polygons only, as many attributes as shapes.
// Shapelib believes what records claim about themselves.
Result<void> check_shapefile(std::map<std::string, std::string> const& members);

}  // namespace qpv::ogr
