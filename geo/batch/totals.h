// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "geo/batch/pipeline.h"
#include "geo/dataset/dataset.h"

namespace qpv::batch {

// Counts by Answer: inside, outside, uncertain, not found.
using AnswerCounts = std::array<std::uint64_t, 4>;

// What a list comes to. Memory grows with communes and perimeters, not with rows.
struct Totals {
  std::uint64_t rows = 0;
  AnswerCounts answers{};
  std::map<std::string, std::uint64_t> doubts;      // by the word of qpv_doute
  std::map<std::string, AnswerCounts> communes;     // by INSEE; "" where none was found
  std::map<std::string, std::uint64_t> perimeters;  // of those inside, by the first one's code
  std::map<std::string, std::uint64_t> evolutions;  // where two generations are compared

  void add(AnsweredRow const& row, Dataset const& dataset);
};

}  // namespace qpv::batch
