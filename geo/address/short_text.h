// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace qpv {

// Folded text in place: no allocation, what does not fit is cut.
class ShortText {
 public:
  static constexpr std::size_t kMostChars = 120;

  void clear() { size_ = 0; }
  void append(std::string_view text) {
    auto const taken = text.substr(0, kMostChars - size_);
    std::copy(taken.begin(), taken.end(), chars_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += taken.size();
  }
  void append(char c) {
    if (size_ < kMostChars) chars_[size_++] = c;
  }
  // A space between words, none at the start.
  void append_word(std::string_view word) {
    if (size_ > 0) append(' ');
    append(word);
  }
  void shorten(std::size_t size) { size_ = std::min(size_, size); }

  [[nodiscard]] std::string_view view() const { return {chars_.data(), size_}; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::array<char, kMostChars> chars_;
  std::size_t size_ = 0;
};

}  // namespace qpv
