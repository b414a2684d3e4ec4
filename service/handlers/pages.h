// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// GET /: the plan of the quartiers, choose a point or type coordinates, read the answer.
http::Response home(http::Request const& request, Dataset const& dataset);
// POST /: the same page with the answer to the form's lon, lat and accuracy (no position in a URL).
http::Response home_answer(http::Request const& request, Dataset const& dataset);
// GET /assets/{name}: the page's script and style, built into the program.
http::Response asset(http::Request const& request);

}  // namespace qpv::handlers
