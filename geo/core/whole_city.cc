// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/whole_city.h"

#include <array>
#include <charconv>

namespace qpv {
namespace {

constexpr std::array<WholeCity, 3> kCities{{
    {"75056", "Paris", 75101, 20},
    {"13055", "Marseille", 13201, 16},
    {"69123", "Lyon", 69381, 9},
}};

}  // namespace

std::optional<WholeCity> whole_city_of(std::string_view citycode) {
  std::uint32_t code = 0;
  auto const* const end = citycode.data() + citycode.size();
  if (std::from_chars(citycode.data(), end, code).ptr != end) return std::nullopt;
  for (auto const& city : kCities) {
    if (code >= city.first_arrondissement &&
        code < city.first_arrondissement + city.arrondissements) {
      return city;
    }
  }
  return std::nullopt;
}

std::optional<WholeCity> whole_city(std::string_view citycode) {
  for (auto const& city : kCities) {
    if (city.citycode == citycode) return city;
  }
  return std::nullopt;
}

bool is_commune_of(std::string_view citycode, std::string_view asked) {
  if (citycode == asked) return true;
  auto const city = whole_city_of(citycode);
  return city && city->citycode == asked;
}

}  // namespace qpv
