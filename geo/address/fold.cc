// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/fold.h"

#include <utf8proc.h>

#include <algorithm>

#include "geo/core/ascii.h"

namespace qpv {
namespace {

// What an ASCII character is: itself in lower case, or 0 for what separates.
constexpr std::array<char, 128> make_ascii() {
  std::array<char, 128> table{};
  for (unsigned char c = '0'; c <= '9'; ++c) table[c] = static_cast<char>(c);
  for (unsigned char c = 'a'; c <= 'z'; ++c) {
    constexpr unsigned kToLower = 'a' - 'A';
    table[c] = table[c - kToLower] = static_cast<char>(c);
  }
  return table;
}
constexpr auto kAscii = make_ascii();

constexpr Gap gap_of(std::int32_t code) {
  switch (code) {
    case '\'':
    case '`':
    case 0x00B4:
    case 0x02BC:
    case 0x2018:
    case 0x2019:
      return Gap::kApostrophe;
    case '-':
    case '/':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return Gap::kHyphen;
    case ',':
    case ';':
    case '(':
    case ')':
    case '\n':
    case '\r':
    case '\t':
      return Gap::kBreak;
    default:
      return Gap::kSpace;
  }
}

// Letters that Unicode does not take apart.
constexpr std::string_view ligature(std::int32_t code) {
  switch (code) {
    case 0x0152:
    case 0x0153:
      return "oe";
    case 0x00C6:
    case 0x00E6:
      return "ae";
    case 0x00D8:
    case 0x00F8:
      return "o";
    case 0x0141:
    case 0x0142:
      return "l";
    case 0x0110:
    case 0x0111:
      return "d";
    default:
      return {};
  }
}

// Letters of one code point, at most what the array holds; combining marks alone leave nothing.
struct Letters {
  std::array<char, 4> chars;
  std::size_t size = 0;
  bool mark = false;
};

Letters letters_of(std::int32_t code) {
  Letters out{};
  if (auto const known = ligature(code); !known.empty()) {
    out.size = static_cast<std::size_t>(std::copy(known.begin(), known.end(), out.chars.begin()) -
                                        out.chars.begin());
    return out;
  }
  std::array<utf8proc_int32_t, 8> parts{};
  int boundary = 0;
  auto const count = utf8proc_decompose_char(
      code, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                     UTF8PROC_STRIPMARK),
      &boundary);
  out.mark = count == 0;
  for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, 4); ++i) {
    auto const part = parts[static_cast<std::size_t>(i)];
    if (part < 128 && kAscii[static_cast<std::size_t>(part)] != 0) {
      out.chars[out.size++] = kAscii[static_cast<std::size_t>(part)];
    }
  }
  return out;
}

}  // namespace

void FoldedText::put(char c, Gap gap) {
  if (size_ == kMostChars) return;
  if (open_ && tokens_[count_ - 1].digits != is_digit(c)) {
    open_ = false;
    gap = Gap::kNone;
  }
  if (!open_) {
    if (count_ == kMostTokens) return;
    tokens_[count_++] = {static_cast<std::uint16_t>(size_), 0, gap, is_digit(c)};
    open_ = true;
  }
  chars_[size_++] = c;
  ++tokens_[count_ - 1].size;
}

void FoldedText::fold(std::string_view text) {
  size_ = count_ = 0;
  open_ = false;
  Gap gap = Gap::kBreak;
  auto const separate = [&](Gap found) {
    if (open_) {
      open_ = false;
      gap = found;
    } else {
      gap = std::max(gap, found);
    }
  };
  auto const* at = reinterpret_cast<utf8proc_uint8_t const*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    if (*at < 128) {
      char const c = kAscii[*at];
      if (c != 0) {
        put(c, gap);
      } else {
        separate(gap_of(*at));
      }
      ++at;
      --left;
      continue;
    }
    utf8proc_int32_t code = 0;
    auto const used = utf8proc_iterate(at, left, &code);
    if (used < 1) {
      separate(Gap::kSpace);
      ++at;
      --left;
      continue;
    }
    at += used;
    left -= used;
    auto const letters = letters_of(code);
    if (letters.mark) continue;
    if (letters.size == 0) separate(gap_of(code));
    for (std::size_t i = 0; i < letters.size; ++i) put(letters.chars[i], gap);
  }
}

}  // namespace qpv
