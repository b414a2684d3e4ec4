// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/list_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

#include "geo/core/paris_date.h"
#include "tools/batch/columns_of.h"
#include "tools/batch/sample.h"

namespace qpv::batch {
namespace {

Date today_in_paris() { return paris_date(std::chrono::system_clock::now()); }

std::uint64_t count_of(Outcome const& outcome, Answer answer) {
  return outcome.answers.at(static_cast<std::size_t>(answer));
}

}  // namespace

Result<ListRun> ListRun::prepare(Options const& options, Dataset const& dataset,
                                 std::span<SampleRow const> sample) {
  ListRun run(options, dataset);
  auto columns = columns_of(sample, options, dataset);
  if (!columns) return tl::unexpected(columns.error());
  run.terms_.columns = std::move(*columns);
  if (auto const read = run.read_terms(); !read) return tl::unexpected(read.error());
  if (auto const chosen = run.choose_form(); !chosen) return tl::unexpected(chosen.error());
  if (options.voice == Voice::kUsual) {
    fmt::print(stderr, "{}", describe_sample(run.columns(), sample));
  }
  return run;
}

Result<void> ListRun::read_terms() {
  auto const today = today_in_paris();
  terms_.answers.date = options_.date.value_or(today);
  if (!dataset_.perimeters.in_force(terms_.answers.date)) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("aucun périmètre de ces données n’est en vigueur le {}",
                            format_date(terms_.answers.date)));
  }
  auto compared = compared_days(options_.compared, today, dataset_);
  if (!compared) return tl::unexpected(compared.error());
  terms_.answers.compared = std::move(*compared);
  terms_.threads = options_.threads > 0 ? options_.threads
                                        : std::max(1U, std::thread::hardware_concurrency());
  auto const& columns = terms_.columns;
  bool const places = columns.first(Role::kLon) && columns.first(Role::kLat);
  if (!dataset_.addresses && !places) {
    return fail(ErrorCode::kUnavailable, "le jeu de données n’a pas d’adresses");
  }
  return {};
}

Result<void> ListRun::choose_form() {
  earlier_ = find_earlier(terms_.columns, answer_columns());
  if (earlier_ && !options_.columns.empty()) {
    return fail(ErrorCode::kInvalidArgument,
                "la liste a déjà nos colonnes, qui sont remplacées : --columns ne va pas avec elle");
  }
  auto form = AnswerForm::make(earlier_ ? earlier_->names : options_.columns,
                               terms_.answers.compared);
  if (!form) return tl::unexpected(form.error());
  form_ = std::move(*form);
  return {};
}

std::function<Ask(Cells)> ListRun::ask() const { return {}; }

void ListRun::count(AnsweredRow const& row) {
  ++outcome_.rows;
  ++outcome_.answers.at(static_cast<std::size_t>(row.answer.verdict.answer));
  outcome_.doubtful += row.answer.doubtful ? 1 : 0;
  outcome_.zeros += row.question.zeros;
}

Result<void> ListRun::answer(RowSource const& source, RowSink const& sink, HowFar const& how_far,
                             std::optional<std::uint64_t> whole) {
  Progress progress(options_.voice == Voice::kQuiet ? Progress::Shown::kNever
                                                    : Progress::Shown::kAtTerminal);
  terms_.cells_of = [this](Question const&, RowAnswer const& answer) {
    return form_.cells(answer, dataset_);
  };
  terms_.witness = [&](ListRow const&, AnsweredRow const& row) {
    count(row);
    progress.tell(outcome_.rows, how_far(), whole);
  };
  return run_list(dataset_, terms_, source, sink);
}

std::string describe_outcome(Outcome const& outcome) {
  auto text = fmt::format(
      "{} lignes : {} oui, {} non, {} à vérifier, {} introuvables\n", grouped(outcome.rows),
      grouped(count_of(outcome, Answer::kInside)), grouped(count_of(outcome, Answer::kOutside)),
      grouped(count_of(outcome, Answer::kUncertain)),
      grouped(count_of(outcome, Answer::kNotFound)));
  if (outcome.zeros > 0) {
    text += fmt::format("Codes qui avaient perdu leur zéro : {}\n", grouped(outcome.zeros));
  }
  if (outcome.neutralised > 0) {
    text += fmt::format("Cellules mises à l’abri des formules : {}\n",
                        grouped(outcome.neutralised));
  }
  return text;
}

}  // namespace qpv::batch
