// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv {

// 64 lower-case hex digits.
std::string sha256_of(std::string_view bytes);
Result<std::string> sha256_of_file(std::filesystem::path const& path);

}  // namespace qpv
