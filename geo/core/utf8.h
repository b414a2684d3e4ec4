// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qpv {

// What some programs, Excel before all, begin a text with.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Whether every byte belongs to a well-formed sequence (RFC 3629: no surrogates, no overlong
// forms, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

// Code points of well-formed text: about what a reader counts.
std::size_t count_characters(std::string_view text);

// Appends a code point, which is one: not a surrogate, at most U+10FFFF.
void append_utf8(std::string& out, char32_t code);

// Takes the first code point off the front of well-formed text, which is not empty.
char32_t take_code_point(std::string_view& text);

}  // namespace qpv
