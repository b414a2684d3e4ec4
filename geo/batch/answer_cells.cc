// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/answer_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "geo/json/qpv_columns.h"

namespace qpv::batch {
namespace {

constexpr double kScore = 1e4;

std::string_view fault_word(DateFault fault) {
  return fault == DateFault::kUnreadable ? "date illisible" : "date hors des données";
}

QpvAnswer to_qpv(RowAnswer const& answer, Dataset const& dataset) {
  auto out = qpv_answer(answer.verdict, dataset.perimeters, dataset.manifest, answer.date);
  if (answer.date_fault != DateFault::kNone) out.doubt = fault_word(answer.date_fault);
  return out;
}

std::vector<std::string> all_cells(RowAnswer const& answer, Dataset const& dataset) {
  auto own = qpv_cells(to_qpv(answer, dataset));
  std::vector<std::string> cells(std::make_move_iterator(own.begin()),
                                 std::make_move_iterator(own.end()));
  cells.emplace_back();
  cells.emplace_back();
  if (answer.match) {
    cells[cells.size() - 2] = label(dataset.addresses->index, *answer.match);
    cells.back() = fmt::format("{}", std::round(answer.match->score * kScore) / kScore);
  }
  return cells;
}

}  // namespace

std::vector<std::string> answer_columns() {
  std::vector<std::string> names(kQpvColumns.begin(), kQpvColumns.end());
  names.emplace_back("qpv_adresse_trouvee");
  names.emplace_back("qpv_score");
  return names;
}

std::vector<std::string> compared_columns(std::vector<ComparedDay> const& compared) {
  std::vector<std::string> names;
  names.reserve(compared.size() + 1);
  for (auto const& day : compared) names.push_back(fmt::format("qpv_{}", day.generation));
  if (compared.size() == 2) names.emplace_back("qpv_evolution");
  return names;
}

Result<AnswerForm> AnswerForm::make(std::vector<std::string> const& wanted,
                                    std::vector<ComparedDay> const& compared) {
  AnswerForm form;
  auto all = answer_columns();
  form.names_ = wanted.empty() ? all : wanted;
  for (auto& name : compared_columns(compared)) {
    all.push_back(name);
    if (std::ranges::find(form.names_, name) == form.names_.end()) form.names_.push_back(name);
  }
  for (auto const& name : form.names_) {
    auto const found = std::ranges::find(all, name);
    if (found == all.end()) {
      return fail(
          ErrorCode::kInvalidArgument,
          fmt::format("la colonne « {} » n’existe pas ; au choix : {}", name, fmt::join(all, ",")));
    }
    form.shown_.push_back(static_cast<std::size_t>(found - all.begin()));
  }
  return form;
}

std::vector<std::string> AnswerForm::cells(RowAnswer const& answer, Dataset const& dataset) const {
  auto all = all_cells(answer, dataset);
  auto const& compared = answer.compared;
  for (auto const& verdict : compared) all.emplace_back(qpv_word(verdict.answer));
  if (compared.size() == 2) all.emplace_back(evolution(compared[0].answer, compared[1].answer));
  std::vector<std::string> out;
  out.reserve(names_.size());
  for (auto const i : shown_) out.push_back(all[i]);
  return out;
}

std::string_view evolution(Answer before, Answer after) {
  if (!is_settled(before) || !is_settled(after)) return "à vérifier";
  if (before == after) return before == Answer::kInside ? "reste" : "hors";
  return after == Answer::kInside ? "entre" : "sort";
}

std::string doubt_word(RowAnswer const& answer, Dataset const& dataset) {
  return std::string(to_qpv(answer, dataset).doubt);
}

}  // namespace qpv::batch
