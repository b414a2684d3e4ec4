// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/france.h"

#include <array>

namespace qpv {
namespace {

// The land's extents in the EPSG and IGNF registries, rounded outwards to half a degree.
// Saint-Martin and Saint-Barthélemy lie close together, so one box serves both; the box of
// Guadeloupe ends south of them.
constexpr std::array<FrenchZone, 11> kZones{{
    {"", "France hexagonale et Corse", {{-5.5, 41.0}, {10.0, 51.5}}},
    {"971", "Guadeloupe", {{-62.0, 15.5}, {-60.5, 17.0}}},
    {"972", "Martinique", {{-61.5, 14.0}, {-60.5, 15.25}}},
    {"973", "Guyane", {{-55.0, 2.0}, {-51.0, 6.5}}},
    {"974", "La Réunion", {{55.0, -21.5}, {56.0, -20.5}}},
    {"975", "Saint-Pierre-et-Miquelon", {{-56.5, 46.5}, {-56.0, 47.5}}},
    {"976", "Mayotte", {{44.5, -13.5}, {45.5, -12.0}}},
    {"978", "Saint-Martin et Saint-Barthélemy", {{-63.5, 17.5}, {-62.5, 18.5}}},
    {"986", "Wallis-et-Futuna", {{-178.5, -14.5}, {-176.0, -13.0}}},
    {"987", "Polynésie française", {{-155.0, -28.5}, {-134.0, -7.5}}},
    {"988", "Nouvelle-Calédonie", {{163.0, -23.0}, {169.0, -19.0}}},
}};

}  // namespace

std::span<FrenchZone const> french_zones() { return kZones; }

FrenchZone const* french_zone_at(LonLat point) {
  for (auto const& zone : kZones) {
    if (zone.box.contains(point)) return &zone;
  }
  return nullptr;
}

}  // namespace qpv
