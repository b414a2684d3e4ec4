// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qpv {

// The text as UTF-8. Latin-1 is read alike. The five bytes that stand for nothing are left out.
std::string from_windows_1252(std::string_view text);

// The byte for a code point; none where the code page lacks it.
std::optional<char> to_windows_1252(char32_t code);

}  // namespace qpv
