// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/json/import_report.h"
#include "geo/json/manifest.h"
#include "tools/import/import.h"
#include "tools/import/options.h"

namespace qpv::import {

// What answers say of addresses that are made up.
inline constexpr char kFictitiousLabel[] = "adresses de démonstration, fictives";

// A file of which more rows than this cannot be taken is refused, unless told otherwise.
inline constexpr double kMostBadShare = 0.01;

// All the address files of one import.
struct Addresses {
  std::string index;                // the bytes of addresses.idx
  std::string position_errors;      // position_errors.tsv, checked
  std::vector<SourceFile> sources;  // in the order of the command line
  AddressSummary summary;
  ReportAddresses report;
};

// Files add up; what a row says again is taken once. kInvalidArgument for a file that has no
// address, or too many bad rows. Tells each second how far it is.
Result<Addresses> read_addresses(Options const& options, Progress const& progress);

}  // namespace qpv::import
