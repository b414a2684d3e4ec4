// SPDX-License-Identifier: EUPL-1.2
//
// A row as it lies in a sheet's XML: its texts, and where its tags are, so that cells can be put
// between them. Private to geo/workbook.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"

namespace qpv::workbook {

inline constexpr std::uint32_t kMaxRows = 1'048'576;
inline constexpr std::uint32_t kMaxColumns = 16'384;

// Bytes of a part, from its first.
struct Extent {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  [[nodiscard]] std::uint64_t size() const { return end - begin; }
};

struct SheetCell {
  std::uint32_t column = 0;    // from 0
  std::uint32_t repeated = 1;  // OpenDocument: so many columns hold the same
  std::uint32_t text_begin = 0;
  std::uint32_t text_end = 0;
  std::string_view shared = {};  // its text instead, where the workbook keeps it apart
  Extent tag;                    // its start tag
  Extent whole;                  // to the end of its end tag
  bool formula = false;
  [[nodiscard]] std::uint32_t end_column() const { return column + repeated; }
  [[nodiscard]] bool has_text() const { return text_begin != text_end || !shared.empty(); }
  [[nodiscard]] bool empty() const { return !has_text() && !formula; }
};

struct SheetRow {
  std::uint32_t number = 0;    // from 1, as it is shown
  std::uint32_t repeated = 1;  // OpenDocument: so many rows are the same
  Extent tag;                  // its start tag; of "<row/>" the whole row
  Extent whole;
  std::uint64_t inside_end = 0;  // where its end tag begins
  std::vector<SheetCell> cells;
  std::string texts;
  std::uint32_t uncalculated = 0;  // formulas without a value

  [[nodiscard]] std::string_view text(SheetCell const& cell) const {
    if (!cell.shared.empty()) return cell.shared;
    return std::string_view(texts).substr(cell.text_begin, cell.text_end - cell.text_begin);
  }
  // Columns up to the last one with a text, and up to the last one with anything.
  [[nodiscard]] std::uint32_t width() const;
  [[nodiscard]] std::uint32_t columns() const;
};

// What a sheet's XML says before its rows: Excel's <dimension ref="A1:F100"/>.
struct Dimension {
  Extent tag;
  std::string reference;
};

// What a reader of a sheet's XML gives, in the order of the bytes.
struct SheetEvents {
  // Rows without any text or formula are left out.
  std::function<void(SheetRow&&)> row;
  std::function<void(Dimension const&)> dimension = {};
};

// Where something is wrong, for people and for machines.
struct SheetPlace {
  std::string part;
  std::string sheet;
  // "feuille « Liste », ligne 12, colonne C : ..." (row 0 and column kMaxColumns say nothing).
  [[nodiscard]] Error error(ErrorCode code, std::uint32_t row, std::uint32_t column,
                            std::string_view what) const;
};

// 0 is A, 16383 is XFD.
std::string column_letters(std::uint32_t column);

// No row of people's has more bytes of XML; what a hostile one may make us hold.
inline constexpr std::uint64_t kMaxRowBytes = std::uint64_t{16} << 20;
// Excel's limit is 32,767 characters.
inline constexpr std::size_t kMaxCellBytes = std::size_t{1} << 20;

}  // namespace qpv::workbook
