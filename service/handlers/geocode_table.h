// SPDX-License-Identifier: EUPL-1.2
//
// POST /search/csv and /reverse/csv: other people's tables, with the columns of
// addok-geocode-stream and then the project's own behind theirs.
#pragma once

#include <memory>

#include "geo/dataset/dataset.h"
#include "service/crew.h"
#include "service/handlers/geocode_dialect.h"
#include "service/http/held_budget.h"
#include "service/http/streamed.h"

namespace qpv::handlers {

enum class GeocodeOperation : std::uint8_t { kSearch, kReverse };

// What all tables share; outlives them.
struct TableMeans {
  http::HeldBudget const& budget;
  Crew const& crew;
};

// A form whose parameters come before its "data" is answered while it arrives. Of another one the
// table is kept until its end, within the budget, and more is refused.
tl::expected<std::unique_ptr<http::StreamedAnswer>, http::Response> begin_table(
    http::Request const& request, std::shared_ptr<Dataset const> dataset,
    GeocodeOperation operation, GeocodeDialect const& dialect, TableMeans const& means);

}  // namespace qpv::handlers
