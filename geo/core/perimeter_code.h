// SPDX-License-Identifier: EUPL-1.2
//
// What an official perimeter code says by itself.
//   2015: QP + département on 3 + 3 digits            QP062001, QP02A001, QP974012
//   2024: QN + département on 3 + 2 digits + a letter  QN06226M (M modified, N new, I unchanged,
//   ...)
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/core/date.h"

namespace qpv {

struct PerimeterCode {
  int generation;           // 2015 or 2024
  std::string departement;  // as INSEE codes begin: "62", "2A", "974"
  bool overseas;            // 971 and above
};

// Upper case only, no spaces around. Anything else is not a code of a known generation.
std::optional<PerimeterCode> parse_perimeter_code(std::string_view code);

// The days in force by decree (2014-1750, 2023-1314; overseas 2024-1211 and 2024-1212).
Validity validity_of(int generation, bool overseas);

}  // namespace qpv
