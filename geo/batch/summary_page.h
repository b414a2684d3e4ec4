// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/batch/answer.h"
#include "geo/batch/totals.h"
#include "geo/core/date.h"
#include "geo/dataset/dataset.h"

namespace qpv::batch {

struct SummaryTerms {
  Date date;                      // on which rows without one of their own were judged
  Date today;                     // on which the page is made
  std::uint64_t least_count = 5;  // counts below are not shown, see CountSheet
  std::vector<ComparedDay> compared = {};
};

// One HTML page with everything in it, in French, that prints well: totals by quartier (the
// contract's, with their perimeters' codes) and a plan, by commune, by answer and reason. No row,
// no address, no name of a file.
std::string write_summary(Totals const& totals, SummaryTerms const& terms, Dataset const& dataset);

}  // namespace qpv::batch
