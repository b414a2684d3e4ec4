// SPDX-License-Identifier: EUPL-1.2
//
// Every route of the service: the only place that knows them all.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>

#include "geo/dataset/dataset.h"
#include "service/http/router.h"

namespace qpv {

// Routers keep the dataset and refer to `draining`, which outlives them.
http::Router public_routes(std::shared_ptr<Dataset const> const& dataset,
                           std::atomic<bool> const& draining);

// For the operator's own port.
http::Router ops_routes(std::atomic<bool> const& draining);

// GET /bench/constant: what the server itself costs, without a decision.
void add_bench_route(http::Router& router, std::size_t body_bytes);

}  // namespace qpv
