// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>

#include "geo/address/perimeter_streets.h"

namespace qpv::handlers {

// For the spreadsheets of town halls: semicolons, UTF-8 with its mark, CRLF, words in French. One
// row a range of numbers.
std::string write_address_table(std::span<PerimeterStreet const> streets,
                                AddressIndex const& addresses);

}  // namespace qpv::handlers
