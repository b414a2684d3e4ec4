// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace qpv::import {

// data/position_errors.tsv as it was when this program was built.
std::string_view embedded_position_errors();

}  // namespace qpv::import
