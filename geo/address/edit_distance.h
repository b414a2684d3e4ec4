// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace qpv {

// A folded text that many others are compared with: how many letters must be inserted, left out,
// replaced or swapped with their neighbour to turn one into the other (optimal string alignment).
//
// Bit-parallel (Hyyrö 2003): a few nanoseconds a letter. Only the first 64 letters of the pattern
// are compared; a longer text is cut at the same length.
class EditPattern {
 public:
  static constexpr std::size_t kMostChars = 64;

  EditPattern() = default;
  explicit EditPattern(std::string_view folded) { set(folded); }
  void set(std::string_view folded);

  [[nodiscard]] unsigned distance(std::string_view folded) const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kAlphabet = 64;  // a-z, 0-9, A-Z of sounds, space

  std::array<std::uint64_t, kAlphabet> where_{};  // for each letter, the places that hold it
  std::size_t size_ = 0;
};

}  // namespace qpv
