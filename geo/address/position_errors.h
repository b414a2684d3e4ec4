// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>

#include "geo/address/address_row.h"

namespace qpv {

// How far the positions of a base are from the truth: the standard deviation of a Gaussian error
// on each axis, in metres. Data of a dataset (data/position_errors.json says where they come from).
struct PositionErrors {
  std::array<double, kPositionTypes> by_type{12, 5, 8, 6, 6, 15, 8, 15, 20};  // of a house number
  double street = 150;    // of a street's own position, where it has no numbers
  double locality = 250;  // of a lieu-dit's

  [[nodiscard]] double of(PositionType type) const {
    return by_type[static_cast<std::size_t>(type)];
  }
};

}  // namespace qpv
