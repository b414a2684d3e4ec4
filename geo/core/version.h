// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace qpv {

// "0.1.0": the project's version, which CMakeLists.txt gives.
std::string_view version();

}  // namespace qpv
