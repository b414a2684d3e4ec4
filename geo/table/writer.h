// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "geo/table/row.h"

namespace qpv::table {

// Writes rows as they were read, with columns behind the header's: the same encoding, delimiter and
// line ends, quotes only where they must be. No byte of what was read changes.
//
// What is appended stays under its header: a shorter row is filled up with empty cells, and what a
// longer row has beyond the header's columns comes behind. In a table of one column a cell is
// quoted where it would fall apart. Appends to `out`; holds nothing but the memory for one cell.
class Writer {
 public:
  // Behind the first `columns` of the header, and in the place of the next `replaced` ones.
  Writer(Dialect const& dialect, std::size_t columns, std::size_t replaced = 0)
      : dialect_(dialect), columns_(columns), replaced_(replaced) {}

  // The mark at the start of the file, where it has one.
  void start(std::string& out) const;
  // A row as it is, nothing behind: a blank line, or one before the header.
  void copy(Row const& row, std::string& out) const;

  // The row's own cells, to the header's last column; then add() for each further one, then end().
  void begin(Row const& row, std::string& out);
  // Of its own cells those of columns from `first` to before `end`, empty ones where it is shorter.
  void add_own(Row const& row, std::size_t first, std::size_t end, std::string& out) const;
  // The first cell of a row of which begin() has written none.
  void add_first(std::string_view text, std::string& out) { append_text(text, out); }
  void add(std::string_view text, std::string& out);
  // Only ASCII without delimiter, quote or line end: numbers, codes.
  void add_plain(std::string_view text, std::string& out) const;
  void end(Row const& row, std::string& out) const;

 private:
  void delimit(std::string& out) const;
  void append_text(std::string_view text, std::string& out);
  void append_ascii(std::string_view text, std::string& out) const;

  Dialect dialect_;
  std::size_t columns_;
  std::size_t replaced_;
  std::string quoted_;
};

}  // namespace qpv::table
