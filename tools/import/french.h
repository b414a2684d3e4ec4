// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

namespace qpv::import {

// "12 345,60": a narrow no-break space before each three digits, a comma.
std::string french_number(double value, int decimals);
std::string french_count(std::uint64_t count);

}  // namespace qpv::import
