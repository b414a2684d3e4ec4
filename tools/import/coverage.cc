// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/coverage.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/core/france.h"
#include "geo/core/perimeter_code.h"
#include "geo/ogr/dissolve.h"
#include "geo/ogr/perimeter_source.h"
#include "tools/import/options.h"

namespace qpv::import {
namespace {

std::map<int, std::size_t> count_by_generation(std::span<Perimeter const> perimeters) {
  std::map<int, std::size_t> out;
  for (auto const& perimeter : perimeters) ++out[perimeter.generation];
  return out;
}

FrenchZone const* zone_under(MultiPolygon const& shape) {
  return french_zone_at(shape.front().outer.front());
}

MultiPolygon rectangle(Box const& box) {
  return {
      {{box.min, {box.max.lon, box.min.lat}, box.max, {box.min.lon, box.max.lat}, box.min}, {}}};
}

// A national file is complete in each zone of which it has a perimeter: the State publishes
// metropolitan France and the overseas territories in files of their own as well.
void add_france(std::span<Perimeter const> perimeters, int generation, Coverage& out) {
  for (auto const& zone : french_zones()) {
    bool const there =
        std::any_of(perimeters.begin(), perimeters.end(), [&](Perimeter const& perimeter) {
          return perimeter.generation == generation && zone_under(perimeter.shape) == &zone;
        });
    if (!there) continue;
    bool const overseas = !zone.departement.empty();
    out.areas.push_back({generation, validity_of(generation, overseas), rectangle(zone.box)});
  }
  out.kinds[generation] = kCoverageFrance;
}

Result<bool> meets_any(MultiPolygon const& area, std::span<Perimeter const> perimeters,
                       int generation) {
  for (auto const& perimeter : perimeters) {
    if (perimeter.generation != generation) continue;
    auto const met = ogr::meet(area, perimeter.shape);
    if (!met || *met) return met;
  }
  return false;
}

Result<Coverage> from_polygons(std::span<Perimeter const> perimeters, std::string const& source,
                               std::string const& file) {
  auto area = ogr::read_coverage(file);
  if (!area) return tl::unexpected(area.error());
  Coverage out;
  for (auto const& [generation, count] : count_by_generation(perimeters)) {
    auto const met = meets_any(*area, perimeters, generation);
    if (!met) return tl::unexpected(met.error());
    if (!*met) {
      return wrong(fmt::format("{} : cette couverture ne touche aucun périmètre {} de {}",
                               std::filesystem::path(file).filename().string(), generation, source),
                   source);
    }
    std::map<bool, MultiPolygon> parts;  // by overseas or not: they differ in validity
    for (auto const& polygon : *area) {
      auto const* const zone = french_zone_at(polygon.outer.front());
      parts[zone != nullptr && !zone->departement.empty()].push_back(polygon);
    }
    for (auto& [overseas, shape] : parts) {
      out.areas.push_back({generation, validity_of(generation, overseas), std::move(shape)});
    }
    out.kinds[generation] = kCoveragePolygons;
  }
  return out;
}

}  // namespace

Result<Coverage> coverage_of(std::span<Perimeter const> perimeters, std::string const& source,
                             std::optional<std::string> const& option) {
  if (option && *option != kFrance) return from_polygons(perimeters, source, *option);
  Coverage out;
  for (auto const& [generation, count] : count_by_generation(perimeters)) {
    if (count >= kNationalPerimeters) {
      add_france(perimeters, generation, out);
    } else if (option) {
      return wrong(
          fmt::format("--coverage france : {} n'est pas le fichier national, il n'a que {} "
                      "périmètres de {} (au moins {} sont attendus)",
                      source, count, generation, kNationalPerimeters),
          source);
    } else {
      out.kinds[generation] = kCoverageNone;
    }
  }
  return out;
}

}  // namespace qpv::import
