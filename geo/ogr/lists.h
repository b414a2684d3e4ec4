// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qpv::ogr {

// Runs of spaces to one, none at the ends.
std::string squeezed(std::string_view text);

// "Loos,  Lezennes" or "62276; 62401": elements squeezed, empty ones left out.
std::vector<std::string> split_list(std::string_view text);

// An INSEE code that was a number lost its zero, or gained decimals: "1004" and "1004.0" ->
// "01004".
std::string whole_insee_code(std::string_view code);

}  // namespace qpv::ogr
