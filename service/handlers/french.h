// SPDX-License-Identifier: EUPL-1.2
//
// Numbers and days as French writes them: decimal comma, narrow no-break space between thousands,
// no-break space before a unit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/core/date.h"

namespace qpv::handlers {

// "81 m", "1 204 m"; under 10 m one decimal, "8,4 m".
std::string format_metres(double metres);

// "2,84358": five decimals, about a metre.
std::string format_degrees(double degrees);

// "1er janvier 2024"
std::string format_day(Date date);

// "78 chances sur 100"
std::string format_chances(double probability);

// A sentence of ours written with plain spaces, with the no-break ones that French puts inside
// quotation marks and before : ; ? and !
std::string typeset(std::string_view sentence);

// A number as a person types it in a form: comma or point, spaces around it. None where it is not
// a finite number.
std::optional<double> parse_typed_number(std::string_view text);

// Without the spaces, no-break ones included, around it.
std::string_view trim(std::string_view text);

}  // namespace qpv::handlers
