// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/sheet_row.h"

#include <fmt/format.h>

#include <algorithm>

namespace qpv::workbook {

std::uint32_t SheetRow::width() const {
  std::uint32_t width = 0;
  for (auto const& cell : cells) {
    if (cell.has_text()) width = std::max(width, cell.end_column());
  }
  return width;
}

std::uint32_t SheetRow::columns() const {
  std::uint32_t columns = 0;
  for (auto const& cell : cells) {
    if (!cell.empty()) columns = std::max(columns, cell.end_column());
  }
  return columns;
}

std::string column_letters(std::uint32_t column) {
  std::string letters;
  for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

Error SheetPlace::error(ErrorCode code, std::uint32_t row, std::uint32_t column,
                        std::string_view what) const {
  auto message = fmt::format("feuille «\u00A0{}\u00A0»", sheet);
  if (row > 0) message += fmt::format(", ligne {}", row);
  if (column < kMaxColumns) message += fmt::format(", colonne {}", column_letters(column));
  message += fmt::format("\u00A0: {} ({})", what, part);
  return {code, std::move(message), part};
}

}  // namespace qpv::workbook
