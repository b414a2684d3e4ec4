// SPDX-License-Identifier: EUPL-1.2
//
// Many short texts in one block of memory. Private to geo/workbook.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qpv::workbook {

class TextStore {
 public:
  void append(std::string_view piece) { bytes_ += piece; }
  // The pieces since the last end are one text.
  void end() { ends_.push_back(static_cast<std::uint32_t>(bytes_.size())); }

  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_.size(); }
  [[nodiscard]] std::string_view at(std::size_t index) const {
    auto const begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string bytes_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace qpv::workbook
