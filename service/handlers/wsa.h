// SPDX-License-Identifier: EUPL-1.2
//
// The dialect of SIG Ville's web service, as its clients speak it: nothing more was seen of it.
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// /service/georeferenceur.json, /api/v1, /api/v2.json: an address, in a query with PHP's brackets
// or as JSON by POST.
http::Response wsa_address(http::Request const& request, Dataset const& dataset);
// /api/xy.json?x=LON&y=LAT
http::Response wsa_point(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
