// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "geo/core/result.h"

namespace qpv {

// The whole of a small file: a manifest, a territory, sentinels. kIo when there is none,
// kCorruptData above 64 MiB. Messages have the file's name, not its folder.
Result<std::string> read_text_file(std::filesystem::path const& path);

}  // namespace qpv
