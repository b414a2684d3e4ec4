// SPDX-License-Identifier: EUPL-1.2
//
// One sheet's XML being read, whatever the format. Private to geo/workbook.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "geo/workbook/package.h"
#include "geo/workbook/row_edit.h"
#include "geo/workbook/sheet_row.h"
#include "geo/workbook/xml.h"

namespace qpv::workbook {

// Feed the parser, and the events come.
struct SheetParser {
  std::shared_ptr<void> held;  // what the two below belong to
  XmlParser* parser;
  std::function<std::optional<std::uint64_t>()> open_row;
};

// How one sheet is read and added to.
struct SheetSource {
  SheetPlace place;
  std::size_t part;
  std::function<SheetParser(SheetEvents)> parse;
  std::function<Result<std::vector<Edit>>(SheetRow const&, RawBytes const&, RowAddition const&)>
      edit_row;
};

// The views of a row's texts, as Row has them; `cells` is their memory.
void fill_cells(SheetRow const& row, std::vector<std::string_view>& cells);

}  // namespace qpv::workbook
