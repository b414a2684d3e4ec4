// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "geo/table/row.h"

namespace qpv::table {

// Rows kept together beyond the reader's next call, for work on several at once. Keeps its memory
// when it is cleared. Reading it from several threads is fine while none adds.
class RowBlock {
 public:
  void clear();
  void add(Row const& row);
  [[nodiscard]] std::size_t size() const { return kept_.size(); }
  // The rows as they were added; good until the block is changed.
  std::span<Row const> rows();

 private:
  struct Kept {
    std::size_t begin;
    std::size_t bytes;
    std::size_t line_end;
    std::size_t first_cell;
    std::size_t cells;
    std::uint64_t line;
  };
  struct KeptCell {
    std::size_t begin;
    std::size_t bytes;
    bool quoted;
  };

  std::string bytes_;
  std::vector<Kept> kept_;
  std::vector<KeptCell> kept_cells_;
  std::vector<Cell> cells_;
  std::vector<Row> rows_;
};

}  // namespace qpv::table
