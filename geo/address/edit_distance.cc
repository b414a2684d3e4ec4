// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/edit_distance.h"

#include <algorithm>

namespace qpv {
namespace {

constexpr std::array<std::uint8_t, 128> make_letters() {
  std::array<std::uint8_t, 128> table{};  // a space, and whatever folding does not give, is 0
  std::uint8_t next = 1;
  for (unsigned char c = 'a'; c <= 'z'; ++c) table[c] = next++;
  for (unsigned char c = '0'; c <= '9'; ++c) table[c] = next++;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) table[c] = next++;
  return table;
}
constexpr auto kLetters = make_letters();

std::size_t letter(char c) { return kLetters[static_cast<unsigned char>(c) & 127U]; }

}  // namespace

void EditPattern::set(std::string_view folded) {
  where_.fill(0);
  size_ = std::min(folded.size(), kMostChars);
  for (std::size_t i = 0; i < size_; ++i) where_[letter(folded[i])] |= std::uint64_t{1} << i;
}

unsigned EditPattern::distance(std::string_view folded) const {
  auto const text = folded.substr(0, kMostChars);
  if (size_ == 0) return static_cast<unsigned>(text.size());
  std::uint64_t const last = std::uint64_t{1} << (size_ - 1);
  std::uint64_t up = ~std::uint64_t{0};  // vertical steps of +1, and of -1
  std::uint64_t down = 0;
  std::uint64_t diagonal = 0;  // places where the diagonal costs nothing
  std::uint64_t before = 0;    // where the letter before stands in the pattern
  auto distance = static_cast<unsigned>(size_);
  for (char const c : text) {
    std::uint64_t const same = where_[letter(c)];
    std::uint64_t const swapped = ((~diagonal & same) << 1U) & before;
    diagonal = (((same & up) + up) ^ up) | same | down | swapped;
    std::uint64_t right = down | ~(diagonal | up);
    std::uint64_t left = diagonal & up;
    if ((right & last) != 0) ++distance;
    if ((left & last) != 0) --distance;
    right = (right << 1U) | 1U;
    left <<= 1U;
    up = left | ~(diagonal | right);
    down = right & diagonal;
    before = same;
  }
  return distance;
}

}  // namespace qpv
