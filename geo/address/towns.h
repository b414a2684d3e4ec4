// SPDX-License-Identifier: EUPL-1.2
//
// Where a query says that its street is. Internal to geo/address.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "geo/address/index_data.h"
#include "geo/address/query_words.h"

namespace qpv {

// A commune to look in, and how well it agrees with what the query says of the place: 1 when
// nothing contradicts. At least kSurePlace when it is the one that is asked for.
struct PlaceCommune {
  std::uint32_t commune;
  float locality;
};
inline constexpr float kSurePlace = 0.85F;

// One reading of the place: the words that name it, and the communes that they may mean.
struct Place {
  std::size_t town_begin = 0;  // in the query's words; no town where both are the same
  std::size_t town_end = 0;
  std::optional<std::size_t> postcode_word = {};
  std::optional<std::uint32_t> postcode = {};  // row of kPostcodes
  std::size_t first = 0;                       // in Places::communes
  std::size_t end = 0;
};

struct Places {
  std::vector<Place> readings;  // likeliest first
  std::vector<PlaceCommune> communes;
  std::optional<std::uint32_t> asked_postcode;  // as a number, also one that the base lacks

  [[nodiscard]] std::span<PlaceCommune const> of(Place const& place) const {
    return std::span(communes).subspan(place.first, place.end - place.first);
  }
};

// No reading when nothing of the query names a place of the base as it is written there, or nearly
// so at the postcode that is given.
void find_places(IndexData const& index, QueryWords const& words, Places& places);

// Parts of a query that may be a misspelt town: any of them, or the last word or two, where a text
// that is still being typed has it.
enum class TownParts : std::uint8_t { kAll, kAtEnd };

// Adds readings of towns anywhere whose name is misspelt in the query; returns how many. Each part
// is held against all towns: of a country in some hundred microseconds, ten times at most.
std::size_t find_misspelt_places(IndexData const& index, QueryWords const& words, TownParts parts,
                                 Places& places);

}  // namespace qpv
