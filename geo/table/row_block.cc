// SPDX-License-Identifier: EUPL-1.2
#include "geo/table/row_block.h"

namespace qpv::table {

void RowBlock::clear() {
  bytes_.clear();
  kept_.clear();
  kept_cells_.clear();
}

void RowBlock::add(Row const& row) {
  auto const begin = bytes_.size();
  kept_.push_back({begin, row.bytes.size(), row.line_end.size(), kept_cells_.size(),
                   row.cells.size(), row.line});
  for (auto const& cell : row.cells) {
    // An empty cell has its place too.
    auto const at = cell.bytes.data() != nullptr ? cell.bytes.data() - row.bytes.data() : 0;
    kept_cells_.push_back({begin + static_cast<std::size_t>(at), cell.bytes.size(), cell.quoted});
  }
  bytes_ += row.bytes;
  bytes_ += row.line_end;
}

std::span<Row const> RowBlock::rows() {
  std::string_view const all = bytes_;
  cells_.clear();
  cells_.reserve(kept_cells_.size());
  for (auto const& cell : kept_cells_) {
    cells_.push_back({all.substr(cell.begin, cell.bytes), cell.quoted});
  }
  rows_.clear();
  rows_.reserve(kept_.size());
  for (auto const& row : kept_) {
    rows_.push_back({all.substr(row.begin, row.bytes),
                     std::span<Cell const>(cells_).subspan(row.first_cell, row.cells),
                     all.substr(row.begin + row.bytes, row.line_end), row.line});
  }
  return rows_;
}

}  // namespace qpv::table
