// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace qpv::json {

// Text of bounded length: what holds an answer's words and numbers until they are copied at once.
// Whoever writes knows that all of it fits. Private to geo/json.
class ShortText {
 public:
  static constexpr std::size_t kRoom = 512;
  static constexpr std::size_t kLongestNumber = 24;  // "-2.2250738585072014e-308"

  ShortText& add(std::string_view text) {
    assert(text.size() <= kRoom - size_);
    std::memcpy(buffer_.data() + size_, text.data(), text.size());
    size_ += text.size();
    return *this;
  }
  // The shortest text that reads back the same; whole numbers keep a decimal, to be seen as real.
  ShortText& add(double number);

  [[nodiscard]] std::string_view view() const { return {buffer_.data(), size_}; }

 private:
  bool add_decimals(double number);

  std::array<char, kRoom> buffer_;  // not cleared: only what was written is read
  std::size_t size_ = 0;
};

}  // namespace qpv::json
