// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "geo/address/address_index.h"
#include "geo/address/position_errors.h"
#include "geo/core/perimeter_index.h"

namespace qpv {

// By decree, a limit that runs along a public way follows its axis: its two sides differ, however
// near the boundary the positions of their numbers are, or on its wrong side by their error.
//
// Where a boundary runs along the street around a number, and the positions of the odd and of the
// even numbers there, taken together, lie on the two sides of a line near that boundary: the chance
// that the number's side of the street is inside, 0 to 1. None where the boundary does not follow
// the street, or the numbers do not tell its sides apart.
std::optional<double> chance_by_axis(PerimeterIndex const& perimeters,
                                     AddressIndex const& addresses, StreetIdx street,
                                     NumberIdx number, PositionErrors const& errors, Date date);

}  // namespace qpv
