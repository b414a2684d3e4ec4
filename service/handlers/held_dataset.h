// SPDX-License-Identifier: EUPL-1.2
//
// `?dataset=ID`: a client that asks several questions holds to one dataset, and learns when another
// one is served instead of mixing answers of two.
#pragma once

#include "service/handlers/parameters.h"

namespace qpv::handlers {

inline constexpr std::string_view kHeldDataset = "dataset";

// Refuses (409) when the request holds to a dataset other than this one.
Parsed<void> check_held_dataset(http::Parameters const& query, Dataset const& dataset);

// The request as a handler sees it, which knows nothing of this parameter.
http::Request without_held_dataset(http::Request request);

}  // namespace qpv::handlers
