// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/grouped.h"

#include <cstddef>

namespace qpv::batch {

std::string grouped(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), "\u00A0");
  }
  return digits;
}

}  // namespace qpv::batch
