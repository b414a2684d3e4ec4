// SPDX-License-Identifier: EUPL-1.2
//
// Errors as the geocoders' clients know them.
#pragma once

#include <string>
#include <string_view>

namespace qpv {

// {"title":..,"description":..}
std::string encode_addok_fault(std::string_view title, std::string_view description);
// {"code":..,"message":..,"detail":[..]}; without detail where there is none.
std::string encode_geoplateforme_fault(unsigned code, std::string_view message,
                                       std::string_view detail);

}  // namespace qpv
