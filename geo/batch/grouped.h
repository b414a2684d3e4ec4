// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

namespace qpv::batch {

// A number for people: "1 234 567", with blanks that do not break.
std::string grouped(std::uint64_t number);

}  // namespace qpv::batch
