// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "geo/address/address_index.h"
#include "geo/core/perimeter_index.h"
#include "geo/core/verdict.h"

namespace qpv {

// What is true of any address of a commune: outside, where the source is complete for all of the
// ground that its addresses lie on and no perimeter in force is on it or within reach of it; not
// covered, where the source says nothing of that ground. None where it depends on the address.
std::optional<Verdict> decide_commune(PerimeterIndex const& perimeters,
                                      AddressIndex const& addresses, CommuneIdx commune, Date date,
                                      VerdictRules const& rules);

}  // namespace qpv
