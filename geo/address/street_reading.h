// SPDX-License-Identifier: EUPL-1.2
//
// Which words of a query are its house number and which name its street. Internal to geo/address.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "geo/address/query_words.h"

namespace qpv {

struct NumberAsked {
  std::uint32_t number;
  std::string_view suffix;                  // folded, empty where there is none
  std::optional<std::uint32_t> other = {};  // of a range, "12-14": its end
};

// One reading. Several are tried, and what they find decides.
struct StreetReading {
  std::optional<NumberAsked> number;
  std::size_t begin;  // of the street's words
  std::size_t end;
};
using StreetReadings = ShortList<StreetReading, 8>;

// `words` are those that do not name the place. Likeliest first.
void read_street(QueryWords const& words, StreetReadings& readings);

}  // namespace qpv
