// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/core/result.h"
#include "tools/batch/list_run.h"
#include "tools/batch/options.h"

namespace qpv::batch {

// All that the options ask. Where it fails, no file has changed.
Result<Outcome> run(Options const& options);

// Where the answers go when no option says so: "liste.csv" gives "liste_qpv.csv".
std::string output_name(std::string const& input);

}  // namespace qpv::batch
