// SPDX-License-Identifier: EUPL-1.2
//
// A whole list: every door of the tool calls this with its own source and sink.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "geo/batch/answer.h"
#include "geo/batch/answer_cells.h"
#include "geo/batch/columns.h"
#include "geo/batch/list.h"
#include "geo/batch/pipeline.h"
#include "geo/dataset/dataset.h"

namespace qpv::batch {

// The texts of an answer, one for each name of what is added.
using CellsOf = std::function<std::vector<std::string>(RowAnswer const&)>;
// Told of every row that asks something, in order, from the calling thread; of one that only
// passes, the answer is empty.
using Witness = std::function<void(ListRow const&, AnsweredRow const&)>;

// Whether rows of Ask::kKept are answered, for totals that count them, though nothing of it is
// shown.
enum class Kept : std::uint8_t { kPass, kAnswer };

struct ListTerms {
  Columns columns;
  AnswerTerms answers;
  CellsOf cells_of;  // called from several threads
  Witness witness = {};
  Kept kept = Kept::kPass;
  std::size_t threads = 1;
};

// Answers every row of `source` and gives it to `sink`: rows in are rows out, in their order. Rows
// that ask the same, one behind the other, are answered once. Memory does not grow with the list.
Result<void> run_list(Dataset const& dataset, ListTerms const& terms, RowSource const& source,
                      RowSink const& sink);

}  // namespace qpv::batch
