// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "geo/address/address_index.h"
#include "tests/recall/asked.h"

namespace qpv::test {

inline constexpr std::array<std::size_t, 3> kTypedShares{60, 80, 100};

// What comes of addresses, or of towns, that are typed one letter after the other.
struct Suggested {
  std::string kind;  // how they are written
  std::size_t asked = 0;
  // How many are among the ten suggestions once so many percent of the letters are typed.
  std::array<std::size_t, kTypedShares.size()> shown{};
  double typed = 0;  // percent of the letters until they are there for good, on average
  std::vector<float> microseconds{};  // of the thread's processor time, ascending
};

// Of at most `most` of the addresses asked for, and as many towns:
//   label     as the base writes them: "12 Rue de l’Église 62300 Lens"
//   plain     in small letters without accents
//   no_code   without a postcode
//   typo      plain, two letters of the street swapped
//   town      the town alone
std::vector<Suggested> suggest_all(AddressIndex const& index, std::vector<Asked> const& asked,
                                   std::size_t most);

}  // namespace qpv::test
