// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/core/result.h"
#include "service/handlers/basic_auth.h"

namespace qpv {

// A file of one "name:password" a line; blank lines and those that begin with "#" do not count.
// Refuses a line without a colon, and a file without a key: it would let everyone in.
Result<handlers::BasicKeys> read_wsa_keys(std::filesystem::path const& file);

}  // namespace qpv
