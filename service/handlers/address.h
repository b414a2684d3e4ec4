// SPDX-License-Identifier: EUPL-1.2
//
// Questions about addresses. Each is asked by GET, or by POST with the same members as JSON;
// without addresses in the dataset the answer says so.
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// /v1/address: from an address as it is typed to the answer.
http::Response ask_address(http::Request const& request, Dataset const& dataset);
// /v1/suggest: what the beginning of an address may become.
http::Response suggest_addresses(http::Request const& request, Dataset const& dataset);
// /v1/reverse: the addresses nearest to a point.
http::Response nearest_addresses(http::Request const& request, Dataset const& dataset);

// What all of these, and the lists of a perimeter's addresses, answer where there are none.
http::Response no_addresses();

}  // namespace qpv::handlers
