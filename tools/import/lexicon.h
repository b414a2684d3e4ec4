// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv::import {

// The text of data/lexicon as it was when this program was built: every file in the order of their
// names, each after a line "# file: NAME".
std::string_view embedded_lexicon();

// The same of the *.tsv files of a folder.
Result<std::string> read_lexicon_folder(std::filesystem::path const& folder);

}  // namespace qpv::import
