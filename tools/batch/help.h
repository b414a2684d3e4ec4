// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace qpv::batch {

// What --help prints.
std::string_view help_text();

}  // namespace qpv::batch
