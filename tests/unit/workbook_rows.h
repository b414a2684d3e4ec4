// SPDX-License-Identifier: EUPL-1.2
//
// A workbook's rows as a test compares them.
#pragma once

#include <string>
#include <vector>

#include "geo/workbook/workbook.h"
#include "tests/support/made_workbook.h"

namespace qpv::workbook {

// A row in one text: "3: a|b||d".
inline std::string text_of(Row const& row) {
  auto text = std::to_string(row.number) + ":";
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    text += i == 0 ? " " : "|";
    text += row.cells[i];
  }
  return text;
}

// All rows of a sheet; what is wrong comes as the last one.
inline std::vector<std::string> rows_of(Workbook const& workbook, std::size_t sheet = 0) {
  std::vector<std::string> rows;
  auto reader = workbook.rows(sheet);
  if (!reader) return {reader.error().message};
  for (;;) {
    auto const row = reader->next();
    if (!row) rows.push_back(row.error().message);
    if (!row || !*row) return rows;
    rows.push_back(text_of(**row));
  }
}

inline std::vector<std::string> rows_of(std::string zip, std::size_t sheet = 0) {
  auto const workbook = Workbook::open(input_of_bytes(std::move(zip)));
  if (!workbook) return {workbook.error().message};
  return rows_of(*workbook, sheet);
}

inline std::vector<std::string> xlsx_rows(test::XlsxText const& text) {
  return rows_of(test::zip_of(test::xlsx_parts(text)));
}

inline std::vector<std::string> xlsx_rows(std::string_view rows) {
  return xlsx_rows({.sheet = test::worksheet(rows)});
}

inline std::vector<std::string> ods_rows(std::string_view tables, std::string_view styles = {}) {
  return rows_of(test::zip_of(test::ods_parts(tables, styles)));
}

// The workbook with columns added, as bytes.
inline Result<std::string> extended(std::string zip, Addition const& addition,
                                    Answer const& answer) {
  auto const workbook = Workbook::open(input_of_bytes(std::move(zip)));
  if (!workbook) return tl::unexpected(workbook.error());
  std::string out;
  auto const done = workbook->extend(addition, answer,
                                     [&](std::uint64_t at, std::string_view bytes) -> Result<void> {
                                       if (out.size() < at + bytes.size())
                                         out.resize(at + bytes.size());
                                       out.replace(at, bytes.size(), bytes);
                                       return {};
                                     });
  if (!done) return tl::unexpected(done.error());
  return out;
}

}  // namespace qpv::workbook
