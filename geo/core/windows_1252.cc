// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/windows_1252.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "geo/core/utf8.h"

namespace qpv {
namespace {

// U+0080 to U+009F; 0 where the code page has nothing.
constexpr std::array<std::uint16_t, 32> kHigh1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

}  // namespace

std::string from_windows_1252(std::string_view text) {
  std::string out;
  for (char const c : text) {
    unsigned code = static_cast<unsigned char>(c);
    if (code >= 0x80U && code < 0xA0U) code = kHigh1252[code - 0x80U];
    if (code != 0) append_utf8(out, static_cast<char32_t>(code));
  }
  return out;
}

std::optional<char> to_windows_1252(char32_t code) {
  if (code < 0x80U || (code >= 0xA0U && code < 0x100U)) return static_cast<char>(code);
  auto const found = std::ranges::find(kHigh1252, code);
  if (code == 0 || found == kHigh1252.end()) return std::nullopt;
  return static_cast<char>(0x80U + static_cast<unsigned>(found - kHigh1252.begin()));
}

}  // namespace qpv
