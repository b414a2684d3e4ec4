// SPDX-License-Identifier: EUPL-1.2
//
// The three cities whose arrondissements have codes of their own (COG).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace qpv {

struct WholeCity {
  std::string_view citycode;           // "75056"
  std::string_view name;               // "Paris"
  std::uint32_t first_arrondissement;  // 75101
  std::uint32_t arrondissements;       // 20
};

// The city of an arrondissement's code; none for any other code, the city's own among them.
std::optional<WholeCity> whole_city_of(std::string_view citycode);

// The city whose own code it is.
std::optional<WholeCity> whole_city(std::string_view citycode);

// Whether a commune is the one asked for by code: itself, or an arrondissement of a city asked for
// as a whole.
bool is_commune_of(std::string_view citycode, std::string_view asked);

}  // namespace qpv
