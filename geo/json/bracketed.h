// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

// The members of a JSON object of texts, numbers, and objects or lists of these, named as PHP names
// them in a query: {"a":{"b":"x"},"c":[1]} is "a[b]" = "x", "c[0]" = "1". Null members are left
// out. kCorruptData for anything else.
Result<std::vector<std::pair<std::string, std::string>>> decode_bracketed(std::string_view json);

}  // namespace qpv
