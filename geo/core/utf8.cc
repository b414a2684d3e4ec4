// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/utf8.h"

#include <algorithm>
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

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // not a continuation
  }));
}

void append_utf8(std::string& out, char32_t code) {
  auto const byte = [](char32_t bits) { return static_cast<char>(bits); };
  if (code < 0x80U) {
    out += byte(code);
    return;
  }
  if (code < 0x800U) {
    out += byte(0xC0U | (code >> 6U));
  } else {
    if (code < 0x10000U) {
      out += byte(0xE0U | (code >> 12U));
    } else {
      out += byte(0xF0U | (code >> 18U));
      out += byte(0x80U | ((code >> 12U) & 0x3FU));
    }
    out += byte(0x80U | ((code >> 6U) & 0x3FU));
  }
  out += byte(0x80U | (code & 0x3FU));
}

char32_t take_code_point(std::string_view& text) {
  auto const lead = static_cast<unsigned char>(text.front());
  auto const length = std::clamp<std::size_t>(sequence_of(lead).length, 1, text.size());
  // Of the lead, what is left below its length's marks.
  char32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  text.remove_prefix(length);
  return code;
}

}  // namespace qpv
