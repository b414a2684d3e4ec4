// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/neutralise.h"

#include <algorithm>

namespace qpv::batch {
namespace {

struct Span {
  std::size_t begin;
  std::size_t size;
};

}  // namespace

bool is_dangerous(std::string_view text) {
  if (text.empty()) return false;
  if (std::string_view("=@\t\r\n").find(text.front()) != std::string_view::npos) return true;
  if ((text.front() != '+' && text.front() != '-') || text.size() == 1) return false;
  char const next = text[1];
  return next != ' ' && (next < '0' || next > '9');
}

// An apostrophe at the start of a cell would open quotes where those are apostrophes: it is doubled
// inside of them, which a spreadsheet shows as text all the same.
void Neutraliser::append(table::Cell const& cell) {
  auto const unit = table::unit_size(dialect_.encoding);
  bool const quotes = dialect_.quote == '\'';
  bool const open = quotes && !cell.quoted;
  auto rest = cell.bytes;
  if (cell.quoted) {
    bytes_ += rest.substr(0, unit);
    rest.remove_prefix(unit);
  }
  table::encode(open ? "'''" : quotes ? "''" : "'", dialect_.encoding, bytes_);
  bytes_ += rest;
  if (open) table::encode("'", dialect_.encoding, bytes_);
}

table::Row const& Neutraliser::apply(table::Row const& row) {
  auto const dangerous = [&](table::Cell const& cell) {
    return is_dangerous(table::text_of(cell, dialect_, store_));
  };
  if (std::ranges::none_of(row.cells, dangerous)) return row;
  bytes_.clear();
  cells_.clear();
  std::vector<Span> spans;
  auto const* at = row.bytes.data();
  for (auto const& cell : row.cells) {
    bytes_.append(at, cell.bytes.data());  // the delimiter
    auto const begin = bytes_.size();
    if (dangerous(cell)) {
      append(cell);
      ++count_;
    } else {
      bytes_ += cell.bytes;
    }
    spans.push_back({begin, bytes_.size() - begin});
    at = cell.bytes.data() + cell.bytes.size();
  }
  for (std::size_t i = 0; i < spans.size(); ++i) {
    auto const bytes = std::string_view(bytes_).substr(spans[i].begin, spans[i].size);
    bool const quoted = row.cells[i].quoted || (dialect_.quote == '\'' && bytes.starts_with('\''));
    cells_.push_back({bytes, quoted});
  }
  row_ = {bytes_, cells_, row.line_end, row.line};
  return row_;
}

}  // namespace qpv::batch
