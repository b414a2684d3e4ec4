// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// The perimeters of the territory in force on a day, in ascending order of code: what lists and
// pages show.
std::vector<Perimeter const*> territory_perimeters(Dataset const& dataset, Date date);

// GET /v1/perimeters[?date=&commune=&code=&territory=all], GeoJSON. Without filters: the
// territory's, in force today. A `code` is looked for everywhere and, without `date`, at any time.
http::Response list_perimeters(http::Request const& request, Dataset const& dataset);
// GET /v1/perimeters/{code}
http::Response get_perimeter(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
