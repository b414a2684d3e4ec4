// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "geo/core/result.h"

namespace qpv::ogr {

// Looks at an SQLite file's schema before GDAL queries it: tables only. A view may be a query that
// never ends, and a virtual table may open other files; the R-tree of a layer is the exception.
// kInvalidArgument says what it has.
Result<void> check_geopackage(std::string_view bytes);

}  // namespace qpv::ogr
