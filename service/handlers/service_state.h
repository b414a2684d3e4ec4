// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// GET /v1/about: what answers rest on, and what they are worth.
http::Response about(http::Request const& request, Dataset const& dataset);

// GET /healthz: the process answers.
http::Response health(http::Request const& request);

// GET /readyz: new requests are welcome; 503 from SIGTERM on.
http::Response ready(http::Request const& request, std::atomic<bool> const& draining);

}  // namespace qpv::handlers
