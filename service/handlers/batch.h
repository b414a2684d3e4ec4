// SPDX-License-Identifier: EUPL-1.2
//
// POST /v1/batch: many questions in one request.
#pragma once

#include <cstddef>
#include <memory>

#include "geo/dataset/dataset.h"
#include "service/http/streamed.h"

namespace qpv::handlers {

inline constexpr std::size_t kBatchItems = 1'000;          // of a JSON list
inline constexpr std::size_t kBatchListBytes = 1U << 20U;  // of the whole list
inline constexpr std::size_t kBatchLineBytes = 64 * 1024;  // of one line of NDJSON

// A JSON list is read whole and answered as a list; of NDJSON each line is answered as it comes,
// however many there are. A question that cannot be answered has its problem in its place.
tl::expected<std::unique_ptr<http::StreamedAnswer>, http::Response> begin_batch(
    http::Request const& request, std::shared_ptr<Dataset const> dataset);

}  // namespace qpv::handlers
