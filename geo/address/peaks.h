// SPDX-License-Identifier: EUPL-1.2
//
// The most important rows of any range of a sorted list, without a look at all of them. Internal to
// geo/address.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/address/index_data.h"

namespace qpv {

// How likely a town is meant before anything is typed, by its addresses; a street, by its own as
// well. On a scale of logarithms: twice as many addresses make the same difference everywhere.
inline std::uint8_t importance(std::size_t addresses) {
  constexpr float kScale = 6;
  auto const found = kScale * std::log2(1 + static_cast<float>(addresses));
  return static_cast<std::uint8_t>(std::min(found, 127.0F));
}
inline std::uint8_t importance(std::size_t of_street, std::size_t of_town) {
  return static_cast<std::uint8_t>(importance(of_street) + importance(of_town));
}

// The weights, then the highest of each sixteen of them, and so on up to a single one.
std::vector<std::uint8_t> build_peaks(std::span<std::uint8_t const> weights);

struct Peak {
  std::uint32_t row;
  std::uint8_t weight;
};

// At most `most` of the rows from `first` to `end`: those of the highest weight, highest first; of
// equal ones, the first in the list. `rows` is how many the list has. Some microseconds, however
// long the range is.
void find_peaks(Column<std::uint8_t> const& peaks, std::size_t rows, std::size_t first,
                std::size_t end, std::size_t most, std::vector<Peak>& found);

}  // namespace qpv
