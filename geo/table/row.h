// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "geo/table/dialect.h"

namespace qpv::table {

// A cell as the file has it, in its encoding, with its quotes.
struct Cell {
  std::string_view bytes;
  bool quoted = false;
};

// What it says, as UTF-8 and without its quotes: in the cell's own memory or in `store`.
std::string_view text_of(Cell const& cell, Dialect const& dialect, std::string& store);

// A row as the file has it; good until the reader is called again.
struct Row {
  std::string_view bytes;       // without its line end
  std::span<Cell const> cells;  // of a blank line one, empty
  std::string_view line_end;    // none behind a last row that lacks it
  std::uint64_t line = 0;       // where it begins, from 1
  [[nodiscard]] bool blank() const { return bytes.empty(); }
};

// Whether the row may stand before a header, and is none: a blank line, Excel's "sep=;".
bool is_preamble(Row const& row, Dialect const& dialect);

}  // namespace qpv::table
