// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// addok-server's POST /batch: up to a hundred searches and reverse searches at once. Each has its
// own error; two matches are looked for, so that the second one's score can be told.
http::Response geocode_batch(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
