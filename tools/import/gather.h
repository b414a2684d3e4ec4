// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"
#include "geo/json/import_report.h"
#include "geo/json/manifest.h"
#include "tools/import/addresses.h"
#include "tools/import/coverage.h"
#include "tools/import/import.h"

namespace qpv::import {

// Everything that a dataset is made of, read and checked; nothing written yet.
struct Gathered {
  std::vector<Perimeter> perimeters;  // ascending order of code
  std::vector<Coverage> coverages;    // one a source
  std::vector<SourceFile> sources;    // in the order of the command line
  std::optional<std::string> epci;
  std::optional<std::string> territory;  // territory.json as given
  std::optional<std::string> sentinels;  // sentinels.json as given
  std::optional<Addresses> addresses;
  ImportReport report;
};

Result<Gathered> gather(Options const& options, Progress const& progress);

}  // namespace qpv::import
