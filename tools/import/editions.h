// SPDX-License-Identifier: EUPL-1.2
//
// Several files of one generation: which of them count.
#pragma once

#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/json/import_report.h"
#include "tools/import/read_sources.h"

namespace qpv::import {

struct Superseding {
  std::vector<ReportSuperseded> superseded;  // in the order of the files, then of generations
  std::vector<std::string> remarks;          // in French
};

// Takes out, generation by generation, the perimeters of every edition but the newest; files whose
// edition is unknown stay. A file that loses all of its perimeters is taken out of `reads`. Two
// editions of the same day, the newest of their generation, are an error: nobody can tell.
Result<Superseding> keep_newest(std::vector<Read>& reads);

// Refuses a perimeter that two files give, unless both are of one edition and say the same of it:
// the later file then notes it in `repeated`.
Result<void> match_repeated(std::vector<Read>& reads);

}  // namespace qpv::import
