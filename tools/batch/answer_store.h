// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace qpv::batch {

// The answers of a sheet's rows, kept until the sheet is written: each text once, four bytes for
// each cell.
class AnswerStore {
 public:
  // Rows in the order of their numbers; each with as many texts as the first.
  void add(std::uint32_t row, std::span<std::string const> texts);

  // A row's texts, none where it has no answer; asked in the order of the numbers.
  std::optional<std::vector<std::string_view>> take(std::uint32_t row);

 private:
  struct Hash {
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  std::uint32_t id_of(std::string const& text);

  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, std::uint32_t, Hash> ids_;  // views of texts_, which stay
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint32_t> cells_;  // of each row one behind the other
  std::size_t width_ = 0;
  std::size_t next_ = 0;
};

}  // namespace qpv::batch
