// SPDX-License-Identifier: EUPL-1.2
#include "tools/batch/list_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <thread>
#include <utility>

#include "geo/batch/grouped.h"
#include "geo/batch/sigville.h"
#include "tools/batch/columns_of.h"
#include "tools/batch/sample.h"

namespace qpv::batch {
namespace {

std::uint64_t count_of(Outcome const& outcome, Answer answer) {
  return outcome.answers.at(static_cast<std::size_t>(answer));
}

Result<Columns> sigville_list(std::span<SampleRow const> sample) {
  auto columns = sigville_columns(sample);
  if (columns.can_ask()) return columns;
  return fail(ErrorCode::kInvalidArgument,
              "le fichier de SIG Ville a cinq colonnes dans cet ordre : identifiant, code postal, "
              "commune, voie, numéro");
}

}  // namespace

Result<ListRun> ListRun::prepare(Session& session, std::span<SampleRow const> sample) {
  ListRun run(session);
  auto columns = session.options.format == Format::kSigVille
                     ? sigville_list(sample)
                     : columns_of(sample, session.options, session.dataset);
  if (!columns) return tl::unexpected(columns.error());
  run.terms_.columns = std::move(*columns);
  if (auto const read = run.read_terms(); !read) return tl::unexpected(read.error());
  if (auto const chosen = run.choose_form(); !chosen) return tl::unexpected(chosen.error());
  if (session.options.voice == Voice::kUsual) {
    fmt::print(stderr, "{}", describe_sample(run.columns(), sample));
  }
  return run;
}

Result<void> ListRun::read_terms() {
  auto const today = session_.today;
  if (session_.choices.size() > 0) terms_.answers.choices = &session_.choices;
  terms_.answers.date = session_.options.date.value_or(today);
  if (!session_.dataset.perimeters.in_force(terms_.answers.date)) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("aucun périmètre de ces données n’est en vigueur le {}",
                            format_date(terms_.answers.date)));
  }
  auto compared = compared_days(session_.options.compared, today, session_.dataset);
  if (!compared) return tl::unexpected(compared.error());
  terms_.answers.compared = std::move(*compared);
  terms_.threads = session_.options.threads > 0 ? session_.options.threads
                                                : std::max(1U, std::thread::hardware_concurrency());
  auto const& columns = terms_.columns;
  bool const places = columns.first(Role::kLon) && columns.first(Role::kLat);
  if (!session_.dataset.addresses && !places) {
    return fail(ErrorCode::kUnavailable, "le jeu de données n’a pas d’adresses");
  }
  return {};
}

Result<void> ListRun::choose_form() {
  if (session_.options.format == Format::kSigVille) {
    names_.assign(kSigvilleHeader.begin(), kSigvilleHeader.end());
    return {};
  }
  auto known = answer_columns();
  for (auto& name : compared_columns(terms_.answers.compared)) known.push_back(name);
  earlier_ = find_earlier(terms_.columns, known);
  if (earlier_ && !session_.options.columns.empty()) {
    return fail(
        ErrorCode::kInvalidArgument,
        "la liste a déjà nos colonnes, qui sont remplacées : --columns ne va pas avec elle");
  }
  auto form = AnswerForm::make(earlier_ ? earlier_->names : session_.options.columns,
                               terms_.answers.compared);
  if (!form) return tl::unexpected(form.error());
  form_ = std::move(*form);
  names_ = form_.names();
  return {};
}

std::function<Ask(Cells)> ListRun::ask() const {
  if (!earlier_ || terms_.answers.choices == nullptr) return {};
  // A list that was answered before: only what was chosen since changes.
  return [reader = QuestionReader(terms_.columns), &choices = session_.choices](Cells cells) {
    return choices.find(group_key(reader.read(cells))) ? Ask::kYes : Ask::kKept;
  };
}

void ListRun::count(ListRow const& row, AnsweredRow const& answered) {
  outcome_.kept += row.ask == Ask::kKept ? 1 : 0;
  if (row.ask == Ask::kKept && terms_.kept == Kept::kPass) return;
  auto const& answer = answered.answer;
  ++outcome_.rows;
  ++outcome_.answers.at(static_cast<std::size_t>(answer.verdict.answer));
  outcome_.doubtful += answer.doubtful ? 1 : 0;
  outcome_.zeros += answered.question.zeros;
  outcome_.chosen += answer.chosen == Chosen::kTaken || answer.chosen == Chosen::kNone ? 1 : 0;
  outcome_.not_there += answer.chosen == Chosen::kNotThere ? 1 : 0;
  if (session_.review) session_.review->add(row, answered);
  if (session_.totals) session_.totals->add(answered, session_.dataset);
}

Result<void> ListRun::answer(RowSource const& source, RowSink const& sink, HowFar const& how_far,
                             std::optional<std::uint64_t> whole) {
  Progress progress(session_.options.voice == Voice::kQuiet ? Progress::Shown::kNever
                                                            : Progress::Shown::kAtTerminal);
  bool const counts = session_.review || session_.totals || session_.options.strict == Strict::kYes;
  terms_.kept = counts ? Kept::kAnswer : Kept::kPass;
  bool const sigville = session_.options.format == Format::kSigVille;
  terms_.cells_of = [this, sigville](RowAnswer const& answer) {
    return sigville ? sigville_cells(answer, session_.dataset)
                    : form_.cells(answer, session_.dataset);
  };
  terms_.witness = [&](ListRow const& row, AnsweredRow const& answered) {
    count(row, answered);
    progress.tell(outcome_.rows, how_far(), whole);
  };
  return run_list(session_.dataset, terms_, source, sink);
}

std::string describe_outcome(Outcome const& outcome) {
  auto text = fmt::format("{} lignes : {} oui, {} non, {} à vérifier, {} introuvables\n",
                          grouped(outcome.rows), grouped(count_of(outcome, Answer::kInside)),
                          grouped(count_of(outcome, Answer::kOutside)),
                          grouped(count_of(outcome, Answer::kUncertain)),
                          grouped(count_of(outcome, Answer::kNotFound)));
  if (outcome.zeros > 0) {
    text += fmt::format("Codes qui avaient perdu leur zéro : {}\n", grouped(outcome.zeros));
  }
  if (outcome.chosen > 0) {
    text += fmt::format("Lignes réglées par vos choix : {}\n", grouped(outcome.chosen));
  }
  if (outcome.kept > 0) {
    text += fmt::format("Lignes laissées telles quelles : {}\n", grouped(outcome.kept));
  }
  if (outcome.not_there > 0) {
    text += fmt::format("Lignes dont l’adresse choisie n’est plus trouvée : {}\n",
                        grouped(outcome.not_there));
  }
  if (outcome.neutralised > 0) {
    text +=
        fmt::format("Cellules mises à l’abri des formules : {}\n", grouped(outcome.neutralised));
  }
  if (outcome.uncalculated > 0) {
    text += fmt::format(
        "Formules sans valeur enregistrée, lues comme vides\u00A0: {} (ouvrez le classeur dans un "
        "tableur et enregistrez-le)\n",
        grouped(outcome.uncalculated));
  }
  return text;
}

}  // namespace qpv::batch
