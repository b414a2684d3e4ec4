// SPDX-License-Identifier: EUPL-1.2
//
// A list from its source to its sink, answered on several threads, in order.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "geo/batch/answer.h"
#include "geo/batch/list.h"
#include "geo/core/result.h"

namespace qpv::batch {

struct AnsweredRow {
  Question question;
  RowAnswer answer;
  std::vector<std::string> cells;  // of the form's columns
};

// Some rows, each with its answer once a thread has worked on it; rows that are not asked have an
// empty one.
struct Block {
  RowBlock rows;
  std::vector<AnsweredRow> answers;
};

struct Pipeline {
  RowSource source;
  // Called once a thread, by that thread: what answers a block there.
  std::function<std::function<void(Block&)>()> make_worker;
  // In the list's order, from the calling thread, as `source` is.
  std::function<Result<void>(Block const&)> sink;
  std::size_t threads = 1;
};

// Runs the pipeline to the end of the source, or to the first error of source or sink. Holds three
// blocks a thread, whatever the length of the list. An exception of a worker is thrown here.
Result<void> run(Pipeline const& pipeline);

}  // namespace qpv::batch
