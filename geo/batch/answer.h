// SPDX-License-Identifier: EUPL-1.2
//
// A row's question put to a dataset.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/address/address_verdict.h"
#include "geo/batch/question.h"
#include "geo/batch/review.h"
#include "geo/core/date.h"
#include "geo/dataset/dataset.h"

namespace qpv::batch {

// Why a row's own day was of no use.
enum class DateFault : std::uint8_t { kNone, kUnreadable, kNotCovered };

// How a choice that a person made for the row went.
enum class Chosen : std::uint8_t {
  kNo,        // none was made
  kTaken,     // the answer is for the candidate that was chosen
  kNone,      // "none of them": not found
  kNotThere,  // the candidate is not among those that are found now
};

// "oui" or "non": nothing is left to be checked.
constexpr bool is_settled(Answer answer) {
  return answer == Answer::kInside || answer == Answer::kOutside;
}

struct RowAnswer {
  Verdict verdict;  // kUncertain where the date is at fault
  DateFault date_fault = DateFault::kNone;
  Date date{};
  std::optional<AddressMatch> match;     // what was decided for
  std::vector<AddressMatch> candidates;  // of an address that is to be checked, best first
  std::vector<Verdict> compared;         // on each of the terms' days
  Chosen chosen = Chosen::kNo;

  // To be checked, or not found though there is an address.
  bool doubtful = false;
};

// On what day a generation is judged: its last one, or today where it is in force.
struct ComparedDay {
  int generation;
  Date date;
};

struct AnswerTerms {
  Date date;  // for rows without one of their own
  std::vector<ComparedDay> compared = {};
  ReviewChoices const* choices = nullptr;  // none made
};

// The days for --compare. kInvalidArgument for a generation that the dataset does not have.
Result<std::vector<ComparedDay>> compared_days(std::vector<int> const& generations, Date today,
                                               Dataset const& dataset);

// One thread's. An address is decided as POST /v1/address decides it; where it is not found with
// its INSEE, once more without; a place as POST /v1/point does. A row that asks nothing, and an
// address where the dataset has none, is not found. Never an error.
class Answerer {
 public:
  Answerer(Dataset const& dataset, AnswerTerms const& terms) : dataset_(dataset), terms_(terms) {}

  RowAnswer answer(Question const& question);

 private:
  RowAnswer of_place(Question const& question, Date date);
  RowAnswer of_address(Question const& question, Date date);
  struct Search;
  AddressVerdict decide(Search& search, Date date);
  void choose(Question const& question, Date date, RowAnswer& out);

  Dataset const& dataset_;
  AnswerTerms const& terms_;
  SearchScratch scratch_;
};

}  // namespace qpv::batch
