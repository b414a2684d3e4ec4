// SPDX-License-Identifier: EUPL-1.2
//
// Reads one sheet of an .ods's content.xml. Private to geo/workbook.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/workbook/ods_text.h"
#include "geo/workbook/sheet_row.h"
#include "geo/workbook/xml.h"

namespace qpv::workbook {

// Takes content.xml apart. Feed the parser it makes; it stays where it is.
class OdsSheetReader {
 public:
  OdsSheetReader(SheetPlace place, std::size_t sheet, SheetEvents events);

  [[nodiscard]] XmlParser& parser() { return parser_; }
  // Where the row begins that is not finished; nothing between rows.
  [[nodiscard]] std::optional<std::uint64_t> open_row() const;

 private:
  void start(std::string_view name, Attributes attributes);
  void end();
  void start_in_table(std::string_view local, Attributes attributes);
  void start_in_cell(std::string_view local, Attributes attributes);
  void start_row(Attributes attributes);
  void start_cell(std::string_view local, Attributes attributes);
  void end_cell();
  void end_row();
  [[nodiscard]] std::optional<std::uint32_t> repeats(Attributes attributes, std::string_view name);
  [[nodiscard]] Extent tag() const;
  void refuse(std::uint32_t row, std::uint32_t column, std::string_view what);

  SheetPlace place_;
  std::size_t sheet_;
  SheetEvents events_;
  XmlParser parser_;

  int depth_ = 0;
  bool in_body_ = false;
  bool in_sheets_ = false;
  bool in_table_ = false;
  std::size_t tables_seen_ = 0;
  int skipped_ = 0;  // depth of the element that is passed over; 0: none
  int row_depth_ = 0;
  int cell_depth_ = 0;
  bool covered_ = false;
  std::uint64_t next_row_ = 1;
  std::uint64_t next_column_ = 0;
  SheetRow row_;
  OdsText text_;
};

}  // namespace qpv::workbook
