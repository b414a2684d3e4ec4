// SPDX-License-Identifier: EUPL-1.2
//
// What every door does alike: a CSV's, a workbook's.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/batch/columns.h"
#include "geo/batch/csv_list.h"
#include "geo/batch/list.h"
#include "geo/batch/review_file.h"
#include "geo/batch/run_list.h"
#include "geo/batch/totals.h"
#include "geo/core/result.h"
#include "geo/dataset/dataset.h"
#include "tools/batch/options.h"
#include "tools/batch/progress.h"

namespace qpv::batch {

// What an answered list came to.
struct Outcome {
  std::uint64_t rows = 0;                  // that ask something
  std::array<std::uint64_t, 4> answers{};  // by Answer
  std::uint64_t doubtful = 0;
  std::uint64_t zeros = 0;      // given back to codes
  std::uint64_t kept = 0;       // of an earlier answer, left as they are
  std::uint64_t chosen = 0;     // settled by a choice that was made
  std::uint64_t not_there = 0;  // chosen for an address that is not found any more
  std::uint64_t neutralised = 0;
  std::uint64_t uncalculated = 0;  // formulas of a workbook that have no stored value
};

// What is the same for a list whatever door it comes through, and what is gathered besides its
// answers.
struct Session {
  Options const& options;
  Dataset const& dataset;
  Date today;
  ReviewChoices choices = {};             // of --apply-review
  std::optional<ReviewList> review = {};  // for --review
  std::optional<Totals> totals = {};      // for --summary
};

// How far the reading is: bytes of the whole.
using HowFar = std::function<std::uint64_t()>;

// One list, from its first rows to what is said of it at the end:
//
//   auto run = ListRun::prepare(session, sample);   // columns, and what is added
//   run->answer(source, sink, how_far, whole);      // rows through source and sink
//   run->outcome();                                 // what they came to
class ListRun {
 public:
  // Recognises the columns, and says so on standard error. kInvalidArgument for what the options
  // ask that the list or the dataset does not have. The session outlives the run.
  static Result<ListRun> prepare(Session& session, std::span<SampleRow const> sample);

  [[nodiscard]] Columns const& columns() const { return terms_.columns; }
  // The header's names for what is added.
  [[nodiscard]] std::vector<std::string> const& names() const { return names_; }
  // Columns of an earlier answer: the first names are theirs, and go to their places.
  [[nodiscard]] std::optional<EarlierAnswer> const& earlier() const { return earlier_; }
  // What is to be done with a row: the source asks before it adds one.
  [[nodiscard]] std::function<Ask(Cells)> ask() const;

  Result<void> answer(RowSource const& source, RowSink const& sink, HowFar const& how_far,
                      std::optional<std::uint64_t> whole);
  [[nodiscard]] Outcome const& outcome() const { return outcome_; }

 private:
  explicit ListRun(Session& session) : session_(session) {}
  Result<void> read_terms();
  Result<void> choose_form();
  void count(ListRow const& row, AnsweredRow const& answered);

  Session& session_;
  ListTerms terms_;
  AnswerForm form_;
  std::vector<std::string> names_;
  std::optional<EarlierAnswer> earlier_;
  Outcome outcome_;
};

// For standard error.
std::string describe_outcome(Outcome const& outcome);

}  // namespace qpv::batch
