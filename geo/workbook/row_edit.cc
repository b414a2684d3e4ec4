// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/row_edit.h"

namespace qpv::workbook {

std::string edited(RawBytes const& raw, Extent extent, std::span<Edit const> edits) {
  std::string out;
  auto at = extent.begin;
  for (auto const& edit : edits) {
    out += raw.view({at, edit.old.begin});
    out += edit.text;
    at = edit.old.end;
  }
  return out.append(raw.view({at, extent.end}));
}

}  // namespace qpv::workbook
