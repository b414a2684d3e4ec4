// SPDX-License-Identifier: EUPL-1.2
//
// The decision for an address: one piece of code for every door.
#pragma once

#include <optional>
#include <vector>

#include "geo/address/position_errors.h"
#include "geo/address/search.h"
#include "geo/address/street_sides.h"
#include "geo/core/perimeter_index.h"
#include "geo/core/verdict.h"

namespace qpv {

struct AddressRules {
  VerdictRules point = {};
  PositionErrors errors;
  double good_score = 0.8;     // below, a match is weak
  double clear_margin = 0.05;  // a runner-up that is nearer than this is another candidate
};

struct AddressVerdict {
  // answer, likely side, probability, doubt, perimeters, boundary and the neighbourhood as for a
  // point; kNotFound, and nothing else, when the base has nothing like it.
  Verdict verdict;
  std::optional<AddressMatch> address;  // what was decided for: the best match
  // All matches, best first, `address` among them; none where it is not found: what is nothing like
  // it is no candidate.
  std::vector<AddressMatch> candidates;
  std::optional<LonLat> position;     // of `address`
  std::optional<StreetSides> street;  // where the answer rests on the numbers of a street
};

// Of an address that the base does not have, or of what asks nothing: the answer, and nothing else.
inline Verdict not_found() {
  Verdict verdict{};
  verdict.answer = Answer::kNotFound;
  return verdict;
}

// `date` must be one that the dataset covers. Never kOutside because of a failure, a low score or a
// missing number: without a good match the answer is uncertain, with the likely side. What holds
// for all of a commune is enough, unless the query's INSEE says it and its text names another
// commune. Tens of microseconds, some hundreds for a street that has many numbers near a boundary.
AddressVerdict decide_address(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                              AddressQuery const& query, Date date, AddressRules const& rules,
                              SearchScratch& scratch);

// The two halves of decide_address(), for who asks about several days: the search, which is most of
// the time, and the decision on what it found.
std::vector<AddressMatch> find_candidates(AddressIndex const& addresses, AddressQuery const& query,
                                          SearchScratch& scratch);
AddressVerdict decide_found(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                            AddressQuery const& query, std::vector<AddressMatch> found, Date date,
                            AddressRules const& rules, SearchScratch& scratch);

// For one match, taken for what is meant: as if it had been asked for by its own full name,
// whatever its score.
Verdict decide_match(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                     AddressMatch const& match, Date date, AddressRules const& rules);

}  // namespace qpv
