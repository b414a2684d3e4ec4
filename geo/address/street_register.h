// SPDX-License-Identifier: EUPL-1.2
//
// The register of streets: where each number of an address base stands, in ranges.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "geo/address/address_index.h"
#include "geo/address/position_errors.h"
#include "geo/address/street_sides.h"
#include "geo/core/perimeter_index.h"
#include "geo/core/verdict.h"

namespace qpv {

struct Standing {
  // The perimeters in force that cover the position which the base gives, ascending: what a list
  // of addresses goes by.
  std::vector<PerimeterIdx> covering;
  // What a verdict says, with the position's error and the rule of the street's axis.
  Side side = Side::kDoubt;
  Doubt doubt = Doubt::kNone;

  bool operator==(Standing const&) const = default;
};

struct RegisterRange {
  std::optional<bool> odd;   // none: all numbers of the street, or the street itself if it has none
  IdxRange<NumberIdx> span;  // from the first to the last, between which the other parity may stand
  std::size_t numbers;       // how many of that parity
  Standing standing;
};

struct RegisterStreet {
  StreetIdx street;
  std::vector<RegisterRange> ranges;  // odd ones first, each parity in ascending order
};

struct RegisterCommune {
  CommuneIdx commune;
  std::optional<Standing> whole;        // of every address, where none is near a perimeter
  std::vector<RegisterStreet> streets;  // of a commune that depends on the address; all of them
};

// `date` must be one that the dataset covers. A microsecond or two a number, for a commune whose
// addresses do not all have one answer.
RegisterCommune register_commune(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                                 CommuneIdx commune, PositionErrors const& errors, Date date,
                                 VerdictRules const& rules = {});

// Calls use(NumberIdx) for each number of a range.
template <class Use>
void each_number(AddressIndex const& addresses, RegisterRange const& range, Use const& use) {
  for (auto i = static_cast<std::size_t>(range.span.first);
       i < static_cast<std::size_t>(range.span.end); ++i) {
    auto const number = static_cast<NumberIdx>(i);
    if (!range.odd || (addresses[number].number % 2 == 1) == *range.odd) use(number);
  }
}

}  // namespace qpv
