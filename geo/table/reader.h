// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"
#include "geo/table/row.h"
#include "geo/table/scanner.h"

namespace qpv::table {

struct ReaderLimits {
  std::size_t row_bytes = 1024 * 1024;  // one row, its quoted line breaks included
  std::size_t cells = 16'384;           // what a spreadsheet has columns
};

// A table in pieces of any size in, rows out, each as it is in the file: blank lines too, cells of
// any number. Holds one row and one piece, and at the start as much as sniff() wants to see.
// Text in quotes may have line breaks; a quote in a cell that does not begin with one is text.
// A nanosecond or two a byte. One thread.
class Reader {
 public:
  explicit Reader(Known const& known = {}, ReaderLimits const& limits = {});

  void feed(std::string_view bytes);
  // Nothing more comes.
  void finish() { whole_ = true; }

  // The next row; none until more is fed, or at the end once finish() was called. kTooLarge for a
  // row beyond the limits and kCorruptData for quotes that nothing closes (the sentence names
  // line and column) and for half a character at the end; nothing follows.
  Result<std::optional<Row>> next();

  // Known from the first row on.
  [[nodiscard]] Dialect const& dialect() const { return *dialect_; }
  [[nodiscard]] bool at_end() const { return whole_ && at_ == buffer_.size(); }

 private:
  bool begin();
  [[nodiscard]] Result<void> check(std::size_t pending) const;
  Row row();

  Known known_;
  ReaderLimits limits_;
  std::optional<Dialect> dialect_;
  std::optional<Scanner> scanner_;
  bool whole_ = false;
  std::string buffer_;
  std::size_t at_ = 0;  // of the row that is being read
  std::uint64_t line_ = 1;
  std::vector<Cell> cells_;
};

}  // namespace qpv::table
