// SPDX-License-Identifier: EUPL-1.2
//
// The counts of the summary page, named and with the small ones suppressed. Private to geo/batch.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "geo/batch/count_sheet.h"
#include "geo/batch/summary_page.h"

namespace qpv::batch {

struct QuartierCount {
  std::string name;
  std::string codes;  // of its perimeters, ", " between
  std::vector<PerimeterIdx> perimeters;
  CountSheet::Id count;
};
struct NamedCount {
  std::string name;
  CountSheet::Id count;
};
struct CommuneCounts {
  std::string name;
  std::array<CountSheet::Id, 4> answers;
  CountSheet::Id all;
};

struct SummaryCounts {
  CountSheet sheet;
  CountSheet::Id rows;
  std::array<CountSheet::Id, 4> answers;  // by Answer
  std::vector<NamedCount> doubts;
  std::vector<QuartierCount> quartiers;  // in the contract's order, then other perimeters
  std::vector<CommuneCounts> communes;   // by name
  std::vector<NamedCount> evolutions;

  // "1 234", "moins de 5" or "masqué".
  [[nodiscard]] std::string text(CountSheet::Id id, std::uint64_t least) const;
};

SummaryCounts count_up(Totals const& totals, SummaryTerms const& terms, Dataset const& dataset);

}  // namespace qpv::batch
