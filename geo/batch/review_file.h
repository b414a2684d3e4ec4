// SPDX-License-Identifier: EUPL-1.2
//
// The rows to check, as a table that a person fills in and gives back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "geo/batch/list.h"
#include "geo/batch/pipeline.h"
#include "geo/batch/review.h"
#include "geo/core/result.h"
#include "geo/dataset/dataset.h"

namespace qpv::batch {

inline constexpr std::size_t kReviewCandidates = 5;

// Gathers the doubtful rows of a list that have an address: one group for rows that ask the same.
// A row whose date is at fault is none: no candidate would settle it. Memory grows with the groups.
class ReviewList {
 public:
  explicit ReviewList(Dataset const& dataset) : dataset_(dataset) {}

  void add(ListRow const& row, AnsweredRow const& answered);
  [[nodiscard]] std::size_t groups() const { return groups_.size(); }

  // UTF-8 with a mark, semicolons, as spreadsheets read it: groupe;lignes;adresse;commune;doute;
  // probable;choix;candidat_1;identifiant_1;qpv_1;… Groups of one street stand together, in the
  // order of the list.
  [[nodiscard]] std::string write() const;

 private:
  struct Candidate {
    std::string label;
    std::string id;
    std::string_view answer;
  };
  struct Group {
    std::string street;
    std::vector<std::uint64_t> rows;
    std::string address;
    std::string commune;
    std::string doubt;
    std::string_view likely;
    std::vector<Candidate> candidates;
  };
  Group begin(AnsweredRow const& answered) const;

  Dataset const& dataset_;
  std::map<std::string, Group> groups_;  // by group_key()
};

// What write() wrote and a person filled in, whatever program saved it. Rows without a choice are
// left out. kInvalidArgument with row and column for a choice that is no candidate's number,
// kCorruptData for another table.
Result<ReviewChoices> read_review(std::string_view bytes);

}  // namespace qpv::batch
