// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "geo/core/result.h"
#include "geo/json/manifest.h"

namespace qpv::import {

// What the manifest says of a file: size, hash, and its fetch record where one lies beside it
// (FILE.fetch.json), which must then be true.
Result<SourceFile> describe_source(std::filesystem::path const& file, std::string role);

// A small text file, for territory.json and fetch records.
Result<std::string> read_small_file(std::filesystem::path const& file);

}  // namespace qpv::import
