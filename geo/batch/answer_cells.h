// SPDX-License-Identifier: EUPL-1.2
//
// The columns that a list gets, and their texts.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/batch/answer.h"
#include "geo/core/result.h"

namespace qpv::batch {

// The project's columns, then "qpv_adresse_trouvee" and "qpv_score".
std::vector<std::string> answer_columns();

// For each generation that is compared "qpv_2015", and "qpv_evolution" where there are two.
std::vector<std::string> compared_columns(std::vector<ComparedDay> const& compared);

// What is added to a list: some of answer_columns() and compared_columns() in any order, then those
// of the latter that are not among them.
class AnswerForm {
 public:
  // All of answer_columns() where `wanted` is empty; kInvalidArgument for a name that is none of
  // them.
  static Result<AnswerForm> make(std::vector<std::string> const& wanted,
                                 std::vector<ComparedDay> const& compared);

  [[nodiscard]] std::vector<std::string> const& names() const { return names_; }
  // One text for each name; empty where there is nothing to say. Some microseconds.
  [[nodiscard]] std::vector<std::string> cells(RowAnswer const& answer,
                                               Dataset const& dataset) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::size_t> shown_;  // of answer_columns(), then of compared_columns()
};

// "entre", "sort", "reste", "hors", or "à vérifier" where either is not settled.
std::string_view evolution(Answer before, Answer after);
// Why a row is to be checked, in the words of qpv_doute.
std::string doubt_word(RowAnswer const& answer, Dataset const& dataset);

}  // namespace qpv::batch
