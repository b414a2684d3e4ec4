// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>

namespace qpv::http {

// Raises the process's limit of open files towards what `connections` need, as far as the system
// allows, and returns how many connections there is room for.
std::size_t room_for_connections(std::size_t connections);

}  // namespace qpv::http
