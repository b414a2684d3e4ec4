// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/run_list.h"

#include <memory>
#include <span>
#include <utility>

namespace qpv::batch {
namespace {

// What one thread answers with.
class Worker {
 public:
  Worker(Dataset const& dataset, ListTerms const& terms)
      : terms_(terms), reader_(terms.columns), answerer_(dataset, terms.answers) {}

  void answer(Block& block) {
    std::vector<std::string_view> cells;
    block.answers.clear();
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
      auto const row = block.rows.row(i, cells);
      bool const counted = row.ask == Ask::kKept && terms_.kept == Kept::kAnswer;
      bool const asked = row.ask == Ask::kYes || counted;
      block.answers.push_back(asked ? answer_row(row, block.answers) : AnsweredRow{});
    }
  }

 private:
  AnsweredRow answer_row(ListRow const& row, std::vector<AnsweredRow> const& before) {
    AnsweredRow out{reader_.read(row.cells), {}, {}};
    if (!before.empty() && !before.back().cells.empty() &&
        same_question(before.back().question, out.question)) {
      out.answer = before.back().answer;
      out.cells = before.back().cells;
      return out;
    }
    out.answer = answerer_.answer(out.question);
    out.cells = terms_.cells_of(out.answer);
    return out;
  }

  ListTerms const& terms_;
  QuestionReader reader_;
  Answerer answerer_;
};

}  // namespace

Result<void> run_list(Dataset const& dataset, ListTerms const& terms, RowSource const& source,
                      RowSink const& sink) {
  Pipeline pipeline;
  pipeline.source = source;
  pipeline.threads = terms.threads;
  pipeline.make_worker = [&]() -> std::function<void(Block&)> {
    auto const worker = std::make_shared<Worker>(dataset, terms);
    return [worker](Block& block) { worker->answer(block); };
  };
  std::vector<std::string_view> cells;
  pipeline.sink = [&](Block const& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
      auto const row = block.rows.row(i, cells);
      auto const& answered = block.answers[i];
      if (row.ask != Ask::kNo && terms.witness) terms.witness(row, answered);
      auto const shown = row.ask == Ask::kYes ? std::span<std::string const>(answered.cells)
                                              : std::span<std::string const>();
      if (auto const taken = sink(row, shown); !taken) return taken;
    }
    return {};
  };
  return run(pipeline);
}

}  // namespace qpv::batch
