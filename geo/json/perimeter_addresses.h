// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>

#include "geo/address/perimeter_streets.h"
#include "geo/json/manifest.h"

namespace qpv {

// The streets and numbers of one perimeter, for programs.
std::string encode_perimeter_addresses(Perimeter const& perimeter,
                                       std::span<PerimeterStreet const> streets,
                                       AddressIndex const& addresses, Manifest const& manifest);

}  // namespace qpv
