// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <string_view>

#include "geo/core/ascii.h"

namespace qpv {

// Whether the text has the form of an INSEE code: "62498", "2A004".
inline bool is_commune_code(std::string_view text) {
  auto const ok = [](char c) { return is_digit(c) || c == 'A' || c == 'B'; };
  return text.size() == 5 && std::ranges::all_of(text, ok);
}

}  // namespace qpv
