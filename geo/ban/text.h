// SPDX-License-Identifier: EUPL-1.2
//
// Small questions about the bytes of a line, asked of gigabytes. Private to geo/ban.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "geo/core/ascii.h"
#include "geo/core/utf8.h"
#include "geo/core/windows_1252.h"

namespace qpv::ban {

inline bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; }

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// What is asked of a line first, in one look at it.
struct Look {
  bool control = false;    // a control character, tabs among them
  bool eight_bit = false;  // a byte that is not ASCII
};

inline Look look_at(std::string_view text) {
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kSpaces = 0x2020202020202020U;
  std::uint64_t below = 0;
  std::uint64_t high = 0;
  std::size_t i = 0;
  for (std::uint64_t word = 0; i + sizeof word <= text.size(); i += sizeof word) {
    std::memcpy(&word, text.data() + i, sizeof word);
    high |= word;
    // Borrows may cross from a byte into the next: then there was a control character all the same.
    below |= (word - kSpaces) & ~word;
  }
  Look look{(below & kHigh) != 0, (high & kHigh) != 0};
  for (; i < text.size(); ++i) {
    look.control = look.control || is_control(text[i]);
    look.eight_bit = look.eight_bit || static_cast<unsigned char>(text[i]) >= 0x80U;
  }
  return look;
}

// The text without what would not fit on a short line: at most `most` bytes, whole characters.
inline std::string shortened(std::string_view text, std::size_t most) {
  constexpr std::string_view kMore = "…";
  bool const whole = text.size() <= most;
  auto out = std::string(text.substr(0, most));
  while (!whole && !out.empty() && !is_utf8(out)) out.pop_back();
  for (char& c : out) {
    if (is_control(c)) c = ' ';
  }
  return whole ? out : out.append(kMore);
}

}  // namespace qpv::ban
