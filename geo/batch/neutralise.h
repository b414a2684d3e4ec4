// SPDX-License-Identifier: EUPL-1.2
//
// Cells that a spreadsheet would take for formulas.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table/row.h"

namespace qpv::batch {

// Whether a spreadsheet may run it: it begins with = @ tab or a line end, or with + or - and
// anything but a digit, a space or the end ("+33 3 21…" and "-" are none).
bool is_dangerous(std::string_view text);

// Rows with an apostrophe before the text of each cell that is dangerous: a spreadsheet then shows
// it as text. In quotes and encoding of the dialect. One thread.
class Neutraliser {
 public:
  explicit Neutraliser(table::Dialect const& dialect) : dialect_(dialect) {}

  // The row itself, or one that is good until the next call.
  table::Row const& apply(table::Row const& row);
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  void append(table::Cell const& cell);

  table::Dialect dialect_;
  std::size_t count_ = 0;
  std::string store_;
  std::string bytes_;
  std::vector<table::Cell> cells_;
  table::Row row_;
};

}  // namespace qpv::batch
