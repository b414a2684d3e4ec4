// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "geo/core/result.h"

namespace qpv {

// Looks through a GeoJSON text before a reader that may trust it: whole and well-formed (a
// truncated file is not), nested no deeper than GeoJSON ever is, a FeatureCollection, a Feature or
// a geometry, and any `crs` member given by name (the linked kind makes GDAL fetch an address).
// Constant memory whatever the text.
Result<void> check_geojson(std::string_view text);

}  // namespace qpv
