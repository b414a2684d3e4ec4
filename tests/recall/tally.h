// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "geo/address/search.h"
#include "tests/recall/asked.h"

namespace qpv::test {

// From here on a match is taken for certain.
inline constexpr double kSure = 0.8;

// What became of one query: of its best match.
struct Outcome {
  bool exact = false;         // its id is the one meant
  bool street = false;        // it is on the street meant
  double score = 0;           // 0: nothing was found
  bool names_street = false;  // it is on a street or in a locality, not a whole commune
  float microseconds = 0;     // of the thread's processor time
  std::string found;          // its id; "-" when there is none
  std::string label;

  [[nodiscard]] bool sure() const { return names_street && score >= kSure; }
  [[nodiscard]] bool wrong() const { return sure() && !street; }
};

Outcome ask(AddressIndex const& index, Asked const& asked, SearchScratch& scratch,
            std::vector<AddressMatch>& found);

// Sums over the queries of one kind, or of all.
struct Tally {
  std::size_t asked = 0;
  std::size_t exact = 0;
  std::size_t street = 0;
  std::size_t sure = 0;    // on whatever street
  std::size_t wrong = 0;   // sure, but on a wrong street, or on any where there is none
  std::size_t absent = 0;  // of `asked`: nothing must be found for certain
  std::vector<float> microseconds;

  void add(Asked const& asked, Outcome const& outcome);
  void add(Tally const& other);
  // Shares in percent, of the queries that mean something; 100 where there are none.
  [[nodiscard]] double exact_share() const;
  [[nodiscard]] double street_share() const;
  // Of the sure ones in percent; 0 where there are none.
  [[nodiscard]] double wrong_share() const;
};

}  // namespace qpv::test
