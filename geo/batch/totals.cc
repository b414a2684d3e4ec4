// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/totals.h"

#include "geo/batch/answer_cells.h"

namespace qpv::batch {

void Totals::add(AnsweredRow const& row, Dataset const& dataset) {
  auto const& answer = row.answer;
  auto const& verdict = answer.verdict;
  auto const kind = static_cast<std::size_t>(verdict.answer);
  ++rows;
  ++answers.at(kind);
  if (verdict.answer == Answer::kUncertain) ++doubts[doubt_word(answer, dataset)];
  std::string commune;
  if (answer.match) commune = dataset.addresses->index[answer.match->commune].citycode;
  ++communes[commune].at(kind);
  if (verdict.answer == Answer::kInside && !verdict.perimeters.empty()) {
    ++perimeters[dataset.perimeters[verdict.perimeters.front()].code];
  }
  if (answer.compared.size() == 2) {
    ++evolutions[std::string(evolution(answer.compared[0].answer, answer.compared[1].answer))];
  }
}

}  // namespace qpv::batch
