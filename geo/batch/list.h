// SPDX-License-Identifier: EUPL-1.2
//
// A list's rows on their way from where they come from to where they go: the same for a CSV and for
// a workbook.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"

namespace qpv::batch {

// A row's cells as texts (UTF-8), in the order of the columns. Cells at the end may lack, and those
// of columns without a role may be left empty: nothing looks at them.
using Cells = std::span<std::string_view const>;

enum class Ask : std::uint8_t {
  kNo,    // it goes through as it is: a blank line, or a row of blank cells
  kKept,  // it goes through as it is, and its question counts in totals only
  kYes,
};

struct ListRow {
  std::uint64_t number = 0;  // as a spreadsheet shows it, from 1, the header counted
  Cells cells;
  Ask ask = Ask::kYes;
  // What the answer's cells stand between in the output: bytes that only the source and the sink
  // understand. A row that goes through as it is is all `before`.
  std::string_view before;
  std::string_view after;
};

// Some rows, with the memory of their own that is used again for the next ones.
class RowBlock {
 public:
  void clear();
  // A row without cells; add_cell() adds to the last row.
  void add(std::uint64_t number, Ask ask, std::string_view before, std::string_view after);
  void add_cell(std::string_view text);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::size_t bytes() const { return text_.size(); }
  // Whether a source should stop adding: a block is what one thread answers at a time.
  [[nodiscard]] bool full() const { return size() >= kMostRows || bytes() >= kMostBytes; }

  // The row's cells as they stand in the block, in memory of `cells`: good until either changes.
  [[nodiscard]] ListRow row(std::size_t i, std::vector<std::string_view>& cells) const;

 private:
  static constexpr std::size_t kMostRows = 256;
  static constexpr std::size_t kMostBytes = std::size_t{256} * 1024;

  struct Piece {
    std::size_t begin;
    std::size_t size;
  };
  struct Stored {
    std::uint64_t number;
    Ask ask;
    Piece before;
    Piece after;
    std::size_t first_cell;
  };
  Piece store(std::string_view text);
  [[nodiscard]] std::string_view text(Piece const& piece) const {
    return std::string_view(text_).substr(piece.begin, piece.size);
  }

  std::string text_;
  std::vector<Stored> rows_;
  std::vector<Piece> cells_;
};

// Adds rows to an empty block until it is full; an empty one is the end. An error ends everything.
using RowSource = std::function<Result<void>(RowBlock&)>;

// Takes a row with the texts of its answer, none for a row that goes through as it is; in the
// list's order, from one thread.
using RowSink = std::function<Result<void>(ListRow const&, std::span<std::string const>)>;

}  // namespace qpv::batch
