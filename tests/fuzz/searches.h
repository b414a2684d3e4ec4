// SPDX-License-Identifier: EUPL-1.2
//
// A small base that has a bit of everything, and what any search of any base must hold to.
#pragma once

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "geo/address/search.h"
#include "geo/address/suggest.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/made_addresses.h"
#include "tests/support/shapes.h"

namespace qpv::fuzz {

inline std::vector<test::Row> base_rows() {
  using test::at;
  return {
      {"62498_0001", 1, "", "Rue Pasteur", "62300", "62498", "Lens", at(0, 0)},
      {"62498_0001", 3, "bis", "Rue Pasteur", "62300", "62498", "Lens", at(20, 0)},
      {"62498_0002", 12, "", "Avenue du Général de Gaulle", "62300", "62498", "Lens", at(0, 90)},
      {"62498_0003", 11, "", "Rue du 11 Novembre 1918", "62300", "62498", "Lens", at(90, 90)},
      {"62498_0004", 7, "a", "Coron de l’Église", "62300", "62498", "Lens", at(-90, 90)},
      {"62498_b005", 0, "", "Cité 9 bis", "62300", "62498", "Lens", at(-90, 400)},
      {"62510_0001", 1, "", "Rue Pasteur", "62800", "62510", "Liévin", at(-3000, 0)},
      {"62510_0002", 99999, "", "Résidence des Œillets", "62800", "62510", "Liévin", at(-3000, 90)},
      {"62186_0001", 5, "", "Place Jean Jaurès", "62220", "62186", "Carvin", at(9000, 9000)},
      {"62250_0001", 2, "", "R", "62300", "62250", "Courcelles-lès-Lens", at(7000, -800)},
  };
}

inline void require_matches(AddressIndex const& index, std::vector<AddressMatch> const& found,
                            std::size_t limit) {
  require(found.size() <= limit, "no more than were asked for");
  std::set<std::pair<StreetIdx, NumberIdx>> seen;
  for (auto const& match : found) {
    require(match.score >= 0 && match.score <= 1, "a score from 0 to 1");
    if (match.kind != MatchKind::kMunicipality) {
      bool const numbered = match.kind == MatchKind::kHousenumber;
      require(seen.emplace(match.street, numbered ? match.number : NumberIdx{}).second,
              "nothing twice");
    }
    require(!label(index, match).empty() || index.counts().streets == 0, "a label");
  }
}

// Everything that takes a text, on any index, even a damaged one: `trusted` when it is whole.
inline void search_everything(AddressIndex const& index, std::string_view text, bool trusted) {
  static SearchScratch scratch;
  std::vector<AddressMatch> found;
  AddressQuery query;
  query.text = text;
  search(index, query, scratch, found);
  if (trusted) {
    require_matches(index, found, query.limit);
    require(std::ranges::is_sorted(found, std::greater(), &AddressMatch::score), "best first");
    auto const first = found;
    search(index, query, scratch, found);
    require(std::ranges::equal(first, found, {}, &AddressMatch::score, &AddressMatch::score) &&
                std::ranges::equal(first, found, {}, &AddressMatch::street, &AddressMatch::street),
            "the same again");
  }
  AddressQuery parts;
  auto const half = text.size() / 2;
  parts.street = text.substr(0, half);
  parts.city = text.substr(half);
  parts.housenumber = text.substr(0, std::min<std::size_t>(half, 6));
  search(index, parts, scratch, found);
  if (trusted) require_matches(index, found, parts.limit);
  SuggestQuery typed;
  typed.text = text;
  suggest(index, typed, scratch, found);
  if (trusted) require_matches(index, found, typed.limit);
}

}  // namespace qpv::fuzz
