// SPDX-License-Identifier: EUPL-1.2
//
// Every route of the service: the only place that knows them all.
#pragma once

#include <atomic>
#include <cstddef>

#include "geo/dataset/slot.h"
#include "service/http/router.h"
#include "service/metrics.h"

namespace qpv {

// Routers refer to `slot` and `draining`, which outlive them.
http::Router public_routes(DatasetSlot const& slot, std::atomic<bool> const& draining);

// For the operator's own port. Refers to `metrics`, which outlives it.
http::Router ops_routes(std::atomic<bool> const& draining, Metrics const& metrics);

// GET /bench/constant: what the server itself costs, without a decision.
void add_bench_route(http::Router& router, std::size_t body_bytes);

}  // namespace qpv
