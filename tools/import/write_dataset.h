// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/core/result.h"
#include "geo/json/import_report.h"
#include "geo/json/manifest.h"
#include "tools/import/gather.h"

namespace qpv::import {

// Writes the files aside, completes the manifest (files, id), reads the result back as the service
// will, and publishes it.
Result<void> write_dataset(std::filesystem::path const& out, Gathered const& gathered,
                           ImportReport const& report, Manifest& manifest);

}  // namespace qpv::import
