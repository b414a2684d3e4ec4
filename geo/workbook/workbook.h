// SPDX-License-Identifier: EUPL-1.2
//
// Workbooks of others, .xlsx and .ods: the rows of a sheet in, and the same workbook with columns
// added to it out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"
#include "geo/workbook/bytes.h"

namespace qpv::workbook {

// Whether a file that begins so (8 bytes) is for Workbook::open(), which may refuse it still: a
// zip, or what Excel wraps older workbooks and passwords in. A CSV is not.
bool is_workbook(std::string_view start);

enum class Format : std::uint8_t { kXlsx, kOds };

struct Sheet {
  std::string name;
  bool hidden;
};

// A row that has a text somewhere. Its cells as a person sees them, as UTF-8, from column A to the
// last one with a text; of merged cells the first has it. Numbers with a point and without
// separators, but with the zeros that their format shows before them; days as 2024-01-31; VRAI and
// FAUX; errors as "#N/A"; of formulas the value that was stored. Good until the next call.
struct Row {
  std::uint32_t number = 0;  // as the spreadsheet shows it: blank rows are not given, but counted
  std::span<std::string_view const> cells;
  // Columns up to the last one that has anything: formulas without a stored value too.
  std::uint32_t columns = 0;
};

// What comes into one cell.
struct NewCell {
  enum class Kind : std::uint8_t {
    kKeep,    // what is there, or nothing
    kText,    // never a formula, whatever it begins with; an empty one empties the cell
    kNumber,  // `text` is its decimal form, with a point
  };
  Kind kind = Kind::kKeep;
  std::string text = {};
};

// Where something comes in.
struct Addition {
  std::size_t sheet = 0;
  // From 0, ascending: columns behind the others, or ones whose cells are to change.
  std::vector<std::uint32_t> columns;
  // The new cells of this row look like its last one. 0: no row is a header.
  std::uint32_t header_row = 0;
};

// The cells for some rows, in their order: for each row one NewCell for each column, or none at all
// where nothing changes.
using Answer = std::function<Result<std::vector<std::vector<NewCell>>>(std::span<Row const>)>;

// The rows of one sheet, one after the other. Holds some rows, whatever the sheet has. One thread.
class RowReader {
 public:
  // Nothing at the end. An error (kCorruptData, kTooLarge, kInvalidArgument, kIo) names the part of
  // the file, and sheet, row and column where there is one; nothing follows.
  Result<std::optional<Row>> next();
  // Formulas of the rows so far that have no stored value: they read as empty until a spreadsheet
  // has calculated and saved them.
  [[nodiscard]] std::uint64_t uncalculated() const;
  // Of the sheet's XML, in bytes.
  [[nodiscard]] std::uint64_t bytes_read() const;
  [[nodiscard]] std::uint64_t bytes() const;

  struct State;
  explicit RowReader(std::unique_ptr<State> state);
  RowReader(RowReader&&) noexcept;
  RowReader& operator=(RowReader&&) noexcept;
  ~RowReader();

 private:
  std::unique_ptr<State> state_;
};

// An open workbook. Holds what cells refer to: of an .xlsx its shared texts, up to 256 MiB; sheets
// are read in pieces. Hostile files are refused within these limits: 10,000 parts, 1 GiB or 200
// times what is stored for a part that is read, 16 MiB for a row, no document type, nothing that
// lies outside of the file. One thread for a workbook and its readers.
class Workbook {
 public:
  // By content, never by name. kInvalidArgument says what else it is: protected by a password, an
  // .xls or .xlsb, no workbook.
  static Result<Workbook> open(Input input);

  [[nodiscard]] Format format() const;
  // In their order; at least one.
  [[nodiscard]] std::vector<Sheet> const& sheets() const;
  // The sheet of that name, hidden or not; without a name the first visible one that has a row.
  // kNotFound names those there are.
  [[nodiscard]] Result<std::size_t> choose(std::optional<std::string_view> name) const;

  // Some 50 MB of XML a second: 100,000 rows of 20 columns in two seconds.
  [[nodiscard]] Result<RowReader> rows(std::size_t sheet) const;

  // The same workbook with cells added, through `out`. No byte of it changes but those of the
  // sheet's XML, and of that only what is added, the stated extent of sheet and rows, and in .ods
  // the counts of repeated rows and cells that are taken apart. Formulas, formats, merged cells,
  // tables, filters and protection stay; a signature of the document no longer fits. The same
  // input gives the same bytes. `answer` is called with rows as in RowReader, some at a time and
  // in order; its error ends everything. kInvalidArgument where a column is beyond the last a
  // sheet can have, or a formula stands where a cell is to come.
  Result<void> extend(Addition const& addition, Answer const& answer, WriteAt const& out) const;

  struct State;

 private:
  std::shared_ptr<State const> state_;
};

}  // namespace qpv::workbook
