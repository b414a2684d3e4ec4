// SPDX-License-Identifier: EUPL-1.2
//
// Numbers as they are told: no more digits than they are worth. Private to geo/json.
#pragma once

#include <cmath>

namespace qpv::json {

inline constexpr double kCentimetre = 1e2;  // in a metre
inline constexpr double kScore = 1e4;       // in the whole, of scores between 0 and 1

inline double rounded(double number, double per_unit) {
  return std::round(number * per_unit) / per_unit;
}

}  // namespace qpv::json
