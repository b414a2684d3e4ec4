// SPDX-License-Identifier: EUPL-1.2
//
// What the cells of an .xlsx refer to: sheets, shared texts, formats. Private to geo/workbook.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/workbook/number_format.h"
#include "geo/workbook/text_store.h"
#include "geo/workbook/xml.h"

namespace qpv::workbook {

struct XlsxSheet {
  std::string name;
  bool hidden;
  std::size_t part;
};

struct XlsxParts {
  std::vector<XlsxSheet> sheets;  // those with cells; charts on a sheet of their own are none
  Epoch epoch = Epoch::k1900;
  std::optional<std::size_t> shared_texts;
  std::optional<std::size_t> styles;
};

// From the package's relations. kInvalidArgument for an .xlsb or what is no workbook at all.
Result<XlsxParts> read_xlsx_parts(Package const& package);

// Texts without the readings that East Asian ones may have. kTooLarge beyond 256 MiB or 10 million.
Result<TextStore> read_shared_texts(Package const& package, std::size_t part);

// What the cells' s="..." stand for.
Result<std::vector<NumberFormat>> read_styles(Package const& package, std::size_t part);

// A text as Excel writes it in XML, where "_x000D_" is a character of that code.
std::string unescape_text(std::string_view written);

}  // namespace qpv::workbook
