// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/batch/summary_counts.h"

namespace qpv::batch {

// The quartiers as an SVG, each with its count where that is shown; empty without any.
std::string draw_plan(SummaryCounts const& counts, SummaryTerms const& terms,
                      Dataset const& dataset);

// Text for HTML.
std::string escaped(std::string_view text);

}  // namespace qpv::batch
