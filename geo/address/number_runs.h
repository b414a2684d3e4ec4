// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>

#include "geo/address/address_index.h"

namespace qpv {

// Consecutive numbers of one parity: no number of the street and of that parity is left out between
// the two.
struct NumberRange {
  bool odd;
  NumberIdx first;
  NumberIdx last;
  std::size_t numbers;
};

// Calls use(NumberRange, key) for each run of one parity whose numbers have equal keys, odd ones
// first, each parity in ascending order. `numbers` are a street's; key_of(i) is the i-th one's.
template <class KeyOf, class Use>
void each_run(AddressIndex const& addresses, IdxRange<NumberIdx> numbers, KeyOf const& key_of,
              Use const& use) {
  for (bool const odd : {true, false}) {
    std::optional<NumberRange> run;
    decltype(key_of(std::size_t{0})) key{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      auto const number = static_cast<NumberIdx>(static_cast<std::size_t>(numbers.first) + i);
      if ((addresses[number].number % 2 == 1) != odd) continue;
      auto const found = key_of(i);
      if (run && found == key) {
        run->last = number;
        ++run->numbers;
        continue;
      }
      if (run) use(*run, key);
      run = NumberRange{odd, number, number, 1};
      key = found;
    }
    if (run) use(*run, key);
  }
}

}  // namespace qpv
