// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace qpv {

// Whatever the locale is.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace qpv
