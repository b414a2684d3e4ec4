// SPDX-License-Identifier: EUPL-1.2
//
// A workbook's sheet as a list of rows: where it begins, and its rows one after the other.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/batch/columns.h"
#include "geo/core/result.h"
#include "geo/workbook/workbook.h"
#include "tools/batch/input_file.h"

namespace qpv::batch {

// The bytes of an input that is a workbook: where they lie, or all of them for a pipe. `input` must
// outlive what is read. kTooLarge for a pipe of more than 1 GiB.
Result<workbook::Input> workbook_input(InputFile& input);

// What a sheet begins with.
struct SheetStart {
  std::uint32_t first_row = 1;    // the header, or the first row of the list
  std::vector<SampleRow> sample;  // from there on
};

// Titles before the header are passed over: rows with one cell, where a later one has at least
// three.
Result<SheetStart> start_of_sheet(workbook::Workbook const& workbook, std::size_t sheet);

// The rows of a sheet as the text of a CSV, from the row `first` on.
class SheetCsv {
 public:
  SheetCsv(workbook::RowReader reader, std::uint32_t first)
      : reader_(std::move(reader)), first_(first) {}

  // As ByteSource.
  Result<std::size_t> read(std::span<char> room);
  [[nodiscard]] workbook::RowReader const& reader() const { return reader_; }

 private:
  void add(workbook::Row const& row);

  workbook::RowReader reader_;
  std::uint32_t first_;
  std::uint32_t next_ = 1;  // row of the sheet
  std::string text_ = "\uFEFF";
  std::size_t done_ = 0;
  bool ended_ = false;
};

// A text that a spreadsheet may hold as a number: digits, with a point and a sign or not, no zero
// before another digit.
bool is_plain_number(std::string_view text);

}  // namespace qpv::batch
