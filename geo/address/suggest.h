// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "geo/address/search.h"

namespace qpv {

struct SuggestQuery {
  std::string_view text;  // as far as it is typed: "12 rue jean ja"
  std::size_t limit = 10;
  std::optional<LonLat> near;
  // Communes that come first; none: all alike.
  std::function<bool(CommuneIdx)> in_territory;
};

// What the beginning of an address may become: numbers, streets and towns, likeliest first. Empty
// for less than two letters. Some milliseconds
// where the base is a whole country: the names that begin alike are all looked at.
void suggest(AddressIndex const& index, SuggestQuery const& query, SearchScratch& scratch,
             std::vector<AddressMatch>& found);

}  // namespace qpv
