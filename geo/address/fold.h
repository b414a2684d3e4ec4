// SPDX-License-Identifier: EUPL-1.2
//
// Text as people write it, reduced to what distinguishes names: lower-case ASCII letters and
// digits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace qpv {

// What stood between a token and the one before it.
enum class Gap : std::uint8_t {
  kNone,        // a letter beside a digit, "12bis": two tokens
  kSpace,       // or anything else that is neither letter nor digit
  kHyphen,      // -, also the typographic ones, and /
  kApostrophe,  // straight or curly
  kBreak,       // , ; ( ) and line ends: another part of the address
};

struct FoldedToken {
  std::uint16_t begin;  // in FoldedText::text
  std::uint16_t size;
  Gap gap;
  bool digits;  // all of it
};

// Tokens of one text, in a buffer of its own: nothing is allocated. Text beyond the buffers is
// dropped.
class FoldedText {
 public:
  static constexpr std::size_t kMostChars = 400;
  static constexpr std::size_t kMostTokens = 60;

  [[nodiscard]] std::span<FoldedToken const> tokens() const { return {tokens_.data(), count_}; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return {chars_.data() + tokens_[i].begin, tokens_[i].size};
  }

  // One token after the other, with nothing between them.
  [[nodiscard]] std::string_view all() const { return {chars_.data(), size_}; }

  // Case, accents and ligatures are folded (É → e, œ → oe), all that is neither a letter nor a
  // digit separates. Letters of other scripts than Latin separate as well, and so do bytes that are
  // not UTF-8. A letter beside a digit begins a token: "12bis" and "1er" are two each.
  void fold(std::string_view text);

 private:
  void put(char c, Gap gap);

  std::array<char, kMostChars> chars_;
  std::array<FoldedToken, kMostTokens> tokens_;
  std::size_t size_ = 0;
  std::size_t count_ = 0;
  bool open_ = false;
};

}  // namespace qpv
