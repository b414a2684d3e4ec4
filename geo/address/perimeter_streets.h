// SPDX-License-Identifier: EUPL-1.2
//
// The streets and numbers that one perimeter holds: what town halls ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/address/address_index.h"
#include "geo/address/number_runs.h"
#include "geo/core/perimeter_index.h"

namespace qpv {

enum class StreetSituation : std::uint8_t {
  kWithin,     // every number is inside
  kPartly,     // some are
  kBordering,  // none is, but some are near the boundary
};

struct PerimeterStreet {
  StreetIdx street;
  StreetSituation situation;
  std::size_t inside;               // how many numbers are
  std::vector<NumberRange> ranges;  // of these; of a bordering street, of those near the boundary
};

// Nearer than this to the boundary, a street that is outside is bordering.
inline constexpr double kBorderingMetres = 20;

// By name of commune, then of street. Goes by the positions that the base gives, whatever their
// error: inside is what the perimeter covers, its boundary included. A street without numbers is
// not listed. Milliseconds.
std::vector<PerimeterStreet> streets_of(PerimeterIndex const& perimeters, PerimeterIdx perimeter,
                                        AddressIndex const& addresses);

}  // namespace qpv
