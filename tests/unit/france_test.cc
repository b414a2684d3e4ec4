// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/france.h"

#include <gtest/gtest.h>

#include <string_view>

namespace qpv {
namespace {

TEST(France, EachTerritoryHasItsPrefecture) {
  struct Town {
    std::string_view departement;
    LonLat position;
  };
  constexpr Town kTowns[] = {
      {"", {2.84, 50.43}},         // Lens
      {"", {9.45, 42.70}},         // Bastia
      {"971", {-61.73, 16.00}},    // Basse-Terre
      {"972", {-61.07, 14.60}},    // Fort-de-France
      {"973", {-52.33, 4.94}},     // Cayenne
      {"974", {55.45, -20.88}},    // Saint-Denis
      {"975", {-56.18, 46.78}},    // Saint-Pierre
      {"975", {-56.38, 47.10}},    // Miquelon
      {"976", {45.23, -12.78}},    // Mamoudzou
      {"978", {-63.08, 18.07}},    // Marigot
      {"978", {-62.85, 17.90}},    // Gustavia, which shares the box
      {"986", {-176.17, -13.28}},  // Mata-Utu, on Wallis
      {"986", {-178.16, -14.28}},  // Leava, on Futuna
      {"987", {-149.57, -17.54}},  // Papeete
      {"988", {166.45, -22.27}},   // Nouméa
  };
  for (auto const& town : kTowns) {
    auto const* const zone = french_zone_at(town.position);
    ASSERT_NE(zone, nullptr) << town.position.lon;
    EXPECT_EQ(zone->departement, town.departement);
  }
}

TEST(France, NeighboursAndSwappedCoordinatesAreOutside) {
  for (LonLat const point : {LonLat{-52.71, 47.56},                         // Saint John's
                             LonLat{-171.77, -13.83},                       // Apia
                             LonLat{-3.70, 40.42}, LonLat{50.43, 2.84}}) {  // Madrid, Lens swapped
    EXPECT_EQ(french_zone_at(point), nullptr) << point.lon;
  }
}

// Coverage areas of one generation may touch but not overlap.
TEST(France, ZonesAreApart) {
  auto const zones = french_zones();
  for (auto const& one : zones) {
    for (auto const& other : zones) {
      if (&one == &other) continue;
      EXPECT_FALSE(one.box.meets(other.box)) << one.name << other.name;
    }
  }
}

}  // namespace
}  // namespace qpv
