// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace qpv {

// Appends a cell of a table that is separated by semicolons, quoted where it must be.
void append_cell(std::string& out, std::string_view text);

}  // namespace qpv
