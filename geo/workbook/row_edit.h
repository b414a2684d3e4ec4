// SPDX-License-Identifier: EUPL-1.2
//
// What changes in a row's bytes when cells come into it. Private to geo/workbook.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/workbook/number_format.h"
#include "geo/workbook/ods_parts.h"
#include "geo/workbook/sheet_row.h"
#include "geo/workbook/workbook.h"

namespace qpv::workbook {

// Bytes of a part that are held, and where they stand in it.
struct RawBytes {
  std::uint64_t begin = 0;
  std::string bytes;
  [[nodiscard]] std::uint64_t end() const { return begin + bytes.size(); }
  [[nodiscard]] std::string_view view(Extent extent) const {
    return std::string_view(bytes).substr(extent.begin - begin, extent.size());
  }
};

// `old` becomes `text`.
struct Edit {
  Extent old;
  std::string text;
};

// The bytes of an extent with what changes in it; edits in the order of their places, all within.
std::string edited(RawBytes const& raw, Extent extent, std::span<Edit const> edits);

struct RowAddition {
  std::vector<std::uint32_t> const* columns;
  std::span<NewCell const> cells;  // one a column
  bool header = false;             // looks like its last cell
};

// Edits in the order of their places. kInvalidArgument where a formula stands in the way.
Result<std::vector<Edit>> xlsx_row_edits(SheetRow const& row, RawBytes const& raw,
                                         RowAddition const& addition, SheetPlace const& place,
                                         std::span<NumberFormat const> styles);
// The stated extent of a sheet, out to a column; nothing where it says no more than one cell.
std::vector<Edit> xlsx_dimension_edits(Dimension const& dimension, RawBytes const& raw,
                                       std::uint32_t last_column);

// As `row`, of an .ods; where it stands for several, for one of them.
Result<std::vector<Edit>> ods_row_edits(SheetRow const& row, RawBytes const& raw,
                                        RowAddition const& addition, SheetPlace const& place,
                                        OdsPrefixes const& prefixes);
// Part of a repeated row with its edits: `count` rows of it.
std::string ods_repeated_row(SheetRow const& row, RawBytes const& raw, std::span<Edit const> edits,
                             std::uint32_t count);

}  // namespace qpv::workbook
