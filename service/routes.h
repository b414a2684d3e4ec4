// SPDX-License-Identifier: EUPL-1.2
//
// Every route of the service: the only place that knows them all.
#pragma once

#include <cstddef>

#include "service/http/router.h"
#include "service/metrics.h"
#include "service/serving.h"

namespace qpv {

// Routers refer to what they are given, which outlives them.
http::Router public_routes(Serving const& serving);

// For the operator's own port.
http::Router ops_routes(Serving const& serving, Metrics const& metrics);

// GET /bench/constant: what the server itself costs, without a decision.
void add_bench_route(http::Router& router, std::size_t body_bytes);

}  // namespace qpv
