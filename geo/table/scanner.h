// SPDX-License-Identifier: EUPL-1.2
//
// Finds the cells and the end of one row, in whatever pieces it comes. Private to geo/table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "geo/table/dialect.h"

namespace qpv::table {

class Scanner {
 public:
  // In bytes from the row's first one.
  struct CellSpan {
    std::size_t begin;
    std::size_t end;
    bool quoted;
  };

  explicit Scanner(Dialect const& dialect)
      : dialect_(dialect), width_(unit_size(dialect.encoding)) {}

  // Goes on in the row that begins with text[0] from where it was. True when its end is found:
  // behind its line end, or where the text ends and nothing more comes (`whole`).
  bool scan(std::string_view text, bool whole);
  // For the next row.
  void reset();

  [[nodiscard]] std::vector<CellSpan> const& cells() const { return cells_; }
  // Of a row whose end was found: its bytes, and those with its line end.
  [[nodiscard]] std::size_t row_bytes() const { return row_bytes_; }
  [[nodiscard]] std::size_t taken() const { return at_; }
  // Line breaks inside of its quotes.
  [[nodiscard]] std::uint64_t inner_lines() const { return inner_lines_; }
  [[nodiscard]] bool in_quotes() const { return state_ == State::kQuoted; }

 private:
  enum class State : std::uint8_t { kCellStart, kPlain, kQuoted, kQuoteSeen };

  [[nodiscard]] unsigned unit(std::string_view text, std::size_t at) const;
  [[nodiscard]] bool breaks_lines(unsigned unit) const {
    return unit == (dialect_.cr_only ? unsigned{'\r'} : unsigned{'\n'});
  }
  [[nodiscard]] std::size_t line_end(std::string_view text, unsigned here) const;
  void step(unsigned here);
  void end_cell(std::size_t end);

  Dialect dialect_;
  std::size_t width_;
  State state_ = State::kCellStart;
  bool quoted_ = false;
  std::size_t at_ = 0;
  std::size_t cell_begin_ = 0;
  std::size_t row_bytes_ = 0;
  std::uint64_t inner_lines_ = 0;
  std::vector<CellSpan> cells_;
};

}  // namespace qpv::table
