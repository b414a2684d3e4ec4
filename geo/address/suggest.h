// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "geo/address/search.h"

namespace qpv {

struct SuggestQuery {
  std::string_view text;  // as far as it is typed: "12 rue jean ja"
  std::size_t limit = 10;
  std::optional<LonLat> near;
  // Communes that come first, ascending: some dozens. Empty: all alike.
  std::span<CommuneIdx const> territory = {};
};

// What the beginning of an address may become: numbers, streets and towns, likeliest first, no
// label twice. A street that has the number comes before one that lacks it, the territory before
// all else. Empty for less than two letters. Tens of microseconds, also where the base is a whole
// country: of what begins alike, only the most important is looked at.
void suggest(AddressIndex const& index, SuggestQuery const& query, SearchScratch& scratch,
             std::vector<AddressMatch>& found);

}  // namespace qpv
