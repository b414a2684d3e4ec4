// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// GET /v1/about: what answers rest on, and what they are worth.
http::Response about(http::Request const& request, Dataset const& dataset);

// GET /healthz: the process answers.
http::Response health(http::Request const& request);

struct ReloadFailure {
  std::chrono::system_clock::time_point at;
  std::string reason;  // one sentence in French, without a full stop
};

struct Readiness {
  bool draining;
  std::string dataset;  // id of the one that is served
  std::optional<ReloadFailure> reload_failure;
};

// GET /readyz: new requests are welcome; 503 from SIGTERM on. A reload that failed is told and
// changes nothing else: the dataset before it answers.
http::Response ready(http::Request const& request, Readiness const& readiness);

}  // namespace qpv::handlers
