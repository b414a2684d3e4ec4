// SPDX-License-Identifier: EUPL-1.2
//
// A sheet's XML with cells added, made while it is read. Private to geo/workbook.
#pragma once

#include "geo/workbook/sheet_source.h"

namespace qpv::workbook {

// The new bytes of the sheet's part. `addition` and `answer` must outlive it.
PartWriter extended_sheet(SheetSource source, PartReader reader, Addition const& addition,
                          Answer const& answer);

}  // namespace qpv::workbook
