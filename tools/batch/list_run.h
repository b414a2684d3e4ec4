// SPDX-License-Identifier: EUPL-1.2
//
// What every door does alike: a CSV's, a workbook's.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/batch/columns.h"
#include "geo/batch/csv_list.h"
#include "geo/batch/list.h"
#include "geo/batch/run_list.h"
#include "geo/core/result.h"
#include "geo/dataset/dataset.h"
#include "tools/batch/options.h"
#include "tools/batch/progress.h"

namespace qpv::batch {

// What an answered list came to.
struct Outcome {
  std::uint64_t rows = 0;                   // that ask something
  std::array<std::uint64_t, 4> answers{};   // by Answer
  std::uint64_t doubtful = 0;
  std::uint64_t zeros = 0;                  // given back to codes
  std::uint64_t neutralised = 0;
};

// How far the reading is: bytes of the whole.
using HowFar = std::function<std::uint64_t()>;

// One list, from its first rows to what is said of it at the end:
//
//   auto run = ListRun::prepare(options, dataset, sample);   // columns, and what is added
//   run->answer(source, sink, how_far, whole);               // rows through source and sink
//   run->finish({&output});                                  // everything gets its name at once
class ListRun {
 public:
  // Recognises the columns, and says so on standard error. kInvalidArgument for what the options
  // ask that the list or the dataset does not have.
  static Result<ListRun> prepare(Options const& options, Dataset const& dataset,
                                 std::span<SampleRow const> sample);

  [[nodiscard]] Columns const& columns() const { return terms_.columns; }
  // The header's names for what is added.
  [[nodiscard]] std::vector<std::string> const& names() const { return form_.names(); }
  // Columns of an earlier answer, in whose place it goes.
  [[nodiscard]] std::optional<EarlierAnswer> const& earlier() const { return earlier_; }
  // What is to be done with a row: the source asks before it adds one.
  [[nodiscard]] std::function<Ask(Cells)> ask() const;

  Result<void> answer(RowSource const& source, RowSink const& sink, HowFar const& how_far,
                      std::optional<std::uint64_t> whole);
  [[nodiscard]] Outcome const& outcome() const { return outcome_; }

 private:
  ListRun(Options const& options, Dataset const& dataset) : options_(options), dataset_(dataset) {}
  Result<void> read_terms();
  Result<void> choose_form();
  void count(AnsweredRow const& row);

  Options const& options_;
  Dataset const& dataset_;
  ListTerms terms_;
  AnswerForm form_;
  std::optional<EarlierAnswer> earlier_;
  Outcome outcome_;
};

// For standard error.
std::string describe_outcome(Outcome const& outcome);

}  // namespace qpv::batch
