// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv {

// The body of POST /v1/area: a GeoJSON Polygon or MultiPolygon, or a Feature that has one; further
// coordinates of a position (a height) and other members are left alone, but a `crs` other than
// WGS84 is refused. Rings are closed, of at least four positions, on Earth; whether they cross is
// for geo/ogr to tell.
//
// kCorruptData when it is no JSON; kTooLarge over `max_vertices`; otherwise kInvalidArgument. The
// last two have in `where` the JSON pointer of what is wrong: "/coordinates/0/3".
Result<MultiPolygon> decode_area_body(std::string_view json, std::size_t max_vertices);

}  // namespace qpv
