// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/list.h"

namespace qpv::batch {

void RowBlock::clear() {
  text_.clear();
  rows_.clear();
  cells_.clear();
}

RowBlock::Piece RowBlock::store(std::string_view text) {
  Piece const piece{text_.size(), text.size()};
  text_ += text;
  return piece;
}

void RowBlock::add(std::uint64_t number, Ask ask, std::string_view before, std::string_view after) {
  auto const stored_before = store(before);
  auto const stored_after = store(after);
  rows_.push_back({number, ask, stored_before, stored_after, cells_.size()});
}

void RowBlock::add_cell(std::string_view text) { cells_.push_back(store(text)); }

ListRow RowBlock::row(std::size_t i, std::vector<std::string_view>& cells) const {
  auto const& stored = rows_[i];
  auto const end = i + 1 < rows_.size() ? rows_[i + 1].first_cell : cells_.size();
  cells.clear();
  for (auto k = stored.first_cell; k < end; ++k) cells.push_back(text(cells_[k]));
  return {stored.number, cells, stored.ask, text(stored.before), text(stored.after)};
}

}  // namespace qpv::batch
