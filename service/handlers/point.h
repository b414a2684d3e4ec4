// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "geo/core/verdict.h"
#include "geo/dataset/dataset.h"
#include "service/handlers/parameters.h"
#include "service/http/message.h"

namespace qpv::handlers {

struct PointQuestion {
  Position position;
  Date date;
};

// The same checks for every door that takes a point.
Parsed<PointQuestion> check_point_question(std::optional<double> lon, std::optional<double> lat,
                                           std::optional<double> accuracy,
                                           std::optional<std::string_view> date,
                                           Dataset const& dataset);

// GET /v1/point?lon=&lat=[&date=][&accuracy=]
http::Response get_point(http::Request const& request, Dataset const& dataset);
// POST /v1/point with the same members in a JSON object.
http::Response post_point(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
