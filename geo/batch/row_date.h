// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "geo/core/date.h"

namespace qpv::batch {

// A day as lists have it: 31/12/2023, 31-12-2023, 31.12.2023 (day and month of one digit or two,
// the year of four) or 2023-12-31, with a time behind it or not ("2023-12-31T00:00:00"). None for
// anything else: two digits of a year, and a month before its day, may be another day.
std::optional<Date> read_row_date(std::string_view text);

}  // namespace qpv::batch
