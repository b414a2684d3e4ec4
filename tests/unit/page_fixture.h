// SPDX-License-Identifier: EUPL-1.2
//
// Datasets made in memory, for the tests of the page.
#pragma once

#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "geo/dataset/dataset.h"

namespace qpv::test {

inline constexpr Validity kSince2024{make_date(2024, 1, 1), std::nullopt};

// Around (2.8, 50.4), where a degree is 71 km by 111 km.
inline Ring box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

// A circle with that many vertices.
inline Ring circle(LonLat centre, double degrees, int vertices) {
  Ring ring;
  ring.reserve(static_cast<std::size_t>(vertices) + 1);
  for (int i = 0; i < vertices; ++i) {
    double const angle = 2 * std::numbers::pi * i / vertices;
    ring.push_back(
        {centre.lon + degrees * std::cos(angle), centre.lat + 0.6 * degrees * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

inline Perimeter perimeter(std::string code, std::string name, Ring outer) {
  return {.code = std::move(code),
          .name = std::move(name),
          .kind = "QP",
          .generation = 2024,
          .validity = kSince2024,
          .communes = {{"62498", "Lens"}},
          .epcis = {},
          .in_territory = true,
          .quartier = {},
          .shape = {{std::move(outer), {}}}};
}

// Covered from 2.5 to 3.1 degrees east, 50.2 to 50.6 north.
inline Dataset dataset(std::vector<Perimeter> perimeters) {
  std::vector<Ground> footprints;
  footprints.reserve(perimeters.size());
  for (auto const& each : perimeters) footprints.push_back({each.validity, each.shape});
  Manifest manifest;
  manifest.id = "0123456789abcdef";
  manifest.perimeters_label = "essai.geojson";
  manifest.extent = {{2.7, 50.3}, {2.9, 50.5}};
  manifest.generations = {{2024, kSince2024, perimeters.size(), "polygons"}};
  PerimeterIndex index(std::move(perimeters), {{kSince2024, {{box(2.5, 50.2, 3.1, 50.6), {}}}}},
                       footprints);
  PointEncoder encoder(index, manifest);
  return {std::move(manifest), std::nullopt, std::move(index), std::move(encoder), {}};
}

inline std::size_t count(std::string const& text, std::string const& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace qpv::test
