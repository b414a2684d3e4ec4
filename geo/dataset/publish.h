// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/core/result.h"

namespace qpv {

// A new directory beside `target`, on the same file system, for writing a dataset aside. Left-over
// ones of killed runs (same target, no living process) are removed first.
Result<std::filesystem::path> make_staging_directory(std::filesystem::path const& target);

// Makes `staging` stand where `target` is, at once: at every moment a reader opening `target` finds
// the whole old or the whole new dataset. Exchanges the two names (renameat2 RENAME_EXCHANGE), and
// where the file system lacks that, makes `target` a symbolic link that is renamed into place.
// Everything in staging is synced to disk first; the old dataset is removed afterwards.
// Refuses (kInvalidArgument) a target that exists and is not a dataset directory.
Result<void> publish_directory(std::filesystem::path const& staging,
                               std::filesystem::path const& target);

}  // namespace qpv
