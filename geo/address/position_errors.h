// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string_view>

#include "geo/address/address_row.h"
#include "geo/core/result.h"

namespace qpv {

// How far the positions of a base are from the truth: the standard deviation of a Gaussian error
// on each axis, in metres. Data of a dataset: data/position_errors.tsv, or what an import was given
// in its place.
struct PositionErrors {
  std::array<double, kPositionTypes> by_type{};  // of a house number, by PositionType
  double street = 0;    // of a street's own position, where it has no numbers
  double locality = 0;  // of a lieu-dit's

  [[nodiscard]] double of(PositionType type) const {
    return by_type[static_cast<std::size_t>(type)];
  }
};

// Lines "position<TAB>metres"; those that begin with # are comments. Every position must be there
// once: the BAN's words for the types, "inconnue" for none, "voie" and "lieu-dit". More than 0, at
// most 1,000 metres. kInvalidArgument, with the line, for anything else.
Result<PositionErrors> read_position_errors(std::string_view text);

}  // namespace qpv
