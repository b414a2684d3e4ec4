// SPDX-License-Identifier: EUPL-1.2
//
// What a file is that may be no workbook of ours. Private to geo/workbook.
#pragma once

#include "geo/workbook/bytes.h"

namespace qpv::workbook {

// Nothing for a zip. Else kInvalidArgument says what it is and what to do: protected by a password,
// the format of Excel before 2007, no workbook.
Result<void> check_container(Input const& input);

}  // namespace qpv::workbook
