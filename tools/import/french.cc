// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/french.h"

#include <fmt/format.h>

namespace qpv::import {

std::string french_number(double value, int decimals) {
  auto text = fmt::format("{:.{}f}", value, decimals);
  auto point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
  } else {
    text[point] = ',';
  }
  for (std::size_t at = point; at > 3 + (value < 0 ? 1U : 0U);) {
    at -= 3;
    text.insert(at, "\u202F");
  }
  return text;
}

std::string french_count(std::uint64_t count) {
  return french_number(static_cast<double>(count), 0);
}

}  // namespace qpv::import
