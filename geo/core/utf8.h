// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace qpv {

// Whether every byte belongs to a well-formed sequence (RFC 3629: no surrogates, no overlong
// forms, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

}  // namespace qpv
