// SPDX-License-Identifier: EUPL-1.2
//
// From the files of one command line to a dataset directory.
#pragma once

#include <functional>
#include <string>

#include "geo/core/result.h"
#include "geo/json/import_report.h"
#include "geo/json/manifest.h"
#include "tools/import/options.h"

namespace qpv::import {

struct Imported {
  Manifest manifest;
  ImportReport report;
};

using Progress = std::function<void(std::string const& line)>;

// Everything is read and checked before anything is written; the dataset that was there is
// replaced at the very end, at once.
Result<Imported> import_files(Options const& options, Progress const& progress);

}  // namespace qpv::import
