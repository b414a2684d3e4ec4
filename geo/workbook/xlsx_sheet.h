// SPDX-License-Identifier: EUPL-1.2
//
// Reads the XML of an .xlsx sheet. Private to geo/workbook.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "geo/workbook/number_format.h"
#include "geo/workbook/sheet_row.h"
#include "geo/workbook/text_store.h"
#include "geo/workbook/xml.h"

namespace qpv::workbook {

// What a workbook's cells refer to; outlives the readers of its sheets.
struct XlsxTables {
  TextStore texts;
  std::vector<NumberFormat> styles;
  Epoch epoch = Epoch::k1900;
};

// Takes the sheet's XML apart. Feed the parser it makes; it stays where it is.
class XlsxSheetReader {
 public:
  XlsxSheetReader(SheetPlace place, XlsxTables const& tables, SheetEvents events);

  [[nodiscard]] XmlParser& parser() { return parser_; }
  // Where the row begins that is not finished; nothing between rows.
  [[nodiscard]] std::optional<std::uint64_t> open_row() const;

 private:
  enum class Collected : std::uint8_t { kNothing, kValue, kText };

  void start(std::string_view name, Attributes attributes);
  void end();
  void text(std::string_view piece);
  void start_row(Attributes attributes);
  void start_cell(Attributes attributes);
  void start_in_cell(std::string_view local);
  void end_cell();
  void end_row();
  void add_text();
  [[nodiscard]] Extent tag() const;
  void refuse(std::uint32_t row, std::uint32_t column, std::string_view what);

  SheetPlace place_;
  XlsxTables const* tables_;
  SheetEvents events_;
  XmlParser parser_;

  int depth_ = 0;
  bool in_data_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_inline_ = false;
  bool in_run_ = false;
  Collected collected_ = Collected::kNothing;
  SheetRow row_;
  std::uint32_t last_row_ = 0;
  std::uint32_t next_column_ = 0;
  std::string type_;
  std::uint32_t style_ = 0;
  std::string value_;        // of <v>
  std::string inline_text_;  // of <is>
};

}  // namespace qpv::workbook
