// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// GET /v1/perimeters/{code}/addresses: the streets and numbers that a perimeter holds.
http::Response list_perimeter_addresses(http::Request const& request, Dataset const& dataset);
// GET /v1/perimeters/{code}/addresses.csv: the same for a spreadsheet, one row a range of numbers.
http::Response perimeter_addresses_csv(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
