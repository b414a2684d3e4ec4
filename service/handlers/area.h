// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// What an area's body may take: 10,000 positions of 50 characters and some white space.
inline constexpr std::size_t kAreaBodyBytes = std::size_t{1024} * 1024;

// POST /v1/area[?date=] with a GeoJSON Polygon or MultiPolygon, or a Feature that has one.
http::Response post_area(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
