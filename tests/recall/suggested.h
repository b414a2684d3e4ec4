// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <vector>

#include "geo/address/address_index.h"
#include "tests/recall/asked.h"

namespace qpv::test {

// What the queries find when only the first part of each is typed.
struct Suggested {
  int percent = 0;  // of its letters
  std::size_t asked = 0;
  std::size_t found = 0;            // their street is among the ten suggestions
  std::vector<float> microseconds;  // of the thread's processor time, ascending
};

// Of the queries that mean an address: once each for 25, 50, 75 and 100 % of their letters.
std::vector<Suggested> suggest_all(AddressIndex const& index, std::vector<Asked> const& asked);

}  // namespace qpv::test
