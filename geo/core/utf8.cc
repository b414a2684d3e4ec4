// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace qpv {
namespace {

struct Sequence {
  std::size_t length;  // 0: no sequence begins with this byte
  unsigned char low;   // bounds of the second byte, where overlong forms and surrogates are told
  unsigned char high;
};

Sequence sequence_of(unsigned char lead) {
  if (lead < 0x80) return {1, 0, 0};
  if (lead < 0xC2) return {0, 0, 0};
  if (lead < 0xE0) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead < 0xF0) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead < 0xF4) return {4, 0x80, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

// How many bytes from `i` on are ASCII, eight at a time: most text is, and files of gigabytes are
// looked at.
std::size_t ascii_run(std::string_view text, std::size_t i) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  auto const start = i;
  for (std::uint64_t word = 0; i + sizeof word <= text.size(); i += sizeof word) {
    std::memcpy(&word, text.data() + i, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  return i - start;
}

}  // namespace

bool is_utf8(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    i += ascii_run(text, i);
    if (i == text.size()) break;
    auto const sequence = sequence_of(byte(i));
    if (sequence.length == 0 || text.size() - i < sequence.length) return false;
    if (sequence.length > 1 && (byte(i + 1) < sequence.low || byte(i + 1) > sequence.high)) {
      return false;
    }
    for (std::size_t k = 2; k < sequence.length; ++k) {
      if ((byte(i + k) & 0xC0U) != 0x80U) return false;
    }
    i += sequence.length;
  }
  return true;
}

}  // namespace qpv
