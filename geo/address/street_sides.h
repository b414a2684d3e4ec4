// SPDX-License-Identifier: EUPL-1.2
//
// On which side of the perimeters the numbers of a street lie.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "geo/address/address_index.h"
#include "geo/address/position_errors.h"
#include "geo/core/perimeter_index.h"
#include "geo/core/verdict.h"

namespace qpv {

enum class Side : std::uint8_t { kInside, kOutside, kDoubt };

// What is not decided is in doubt.
Side side_of(Answer answer);

struct NumberSide {
  NumberIdx number;
  // The perimeters in force that cover the position which the base gives, whatever its error.
  std::vector<PerimeterIdx> covering;
  Side side;           // as a verdict decides it
  Doubt doubt;         // why it is in doubt
  double probability;  // of being inside
  std::optional<bool> within_neighbourhood;
};

// Of one number: what decide_point says of its position and that position's error, and where that
// leaves it near a boundary which the street follows, what the axis rule says. `sigma_metres` is
// the position's own error.
struct NumberVerdict {
  Verdict verdict;
  bool by_axis = false;
};
NumberVerdict decide_number(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                            StreetIdx street, NumberIdx number, double sigma_metres,
                            PositionErrors const& errors, Date date, VerdictRules const& rules);

// Of every number of a street, in its order. `sides` is emptied first.
void number_sides(PerimeterIndex const& perimeters, AddressIndex const& addresses, StreetIdx street,
                  PositionErrors const& errors, Date date, VerdictRules const& rules,
                  std::vector<NumberSide>& sides);

// Consecutive numbers of one parity on one side: "1 to 15, odd".
struct SideRange {
  bool odd;
  Side side;
  Doubt doubt;
  NumberIdx first;
  NumberIdx last;
  std::size_t numbers;
};

struct StreetSides {
  std::size_t inside = 0;
  std::size_t outside = 0;
  std::size_t doubt = 0;
  std::vector<SideRange> ranges;         // odd ones first, each parity in ascending order
  std::vector<PerimeterIdx> perimeters;  // that hold a number which is inside, ascending
};

// Of all numbers of one street.
StreetSides summarise(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                      std::vector<NumberSide> const& sides, Date date);

}  // namespace qpv
