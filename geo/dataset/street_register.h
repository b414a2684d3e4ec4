// SPDX-License-Identifier: EUPL-1.2
//
// register.csv: the perimeters and the addresses of a dataset, compiled into one table of streets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/address/address_index.h"
#include "geo/address/position_errors.h"
#include "geo/core/perimeter_index.h"
#include "geo/json/manifest.h"

namespace qpv {

// A day on which the generation is in force everywhere that it ever is; none where there is none.
std::optional<Date> day_of(std::vector<GenerationSummary> const& all, int generation);
// Each once, ascending.
std::vector<int> generations_of(std::vector<GenerationSummary> const& all);

// Semicolons, UTF-8, a header; by generation, commune and street. One row for a commune whose
// addresses all have one answer, one for a street or locality whose numbers do, else one for each
// run of numbers of one parity. Its columns are told in data/README.md. Deterministic.
// A microsecond or two for each number of a commune that a perimeter reaches.
std::string write_street_register(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                                  PositionErrors const& errors,
                                  std::vector<GenerationSummary> const& generations);

}  // namespace qpv
