// SPDX-License-Identifier: EUPL-1.2
//
// Shapes as targets write and check them.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "geo/core/types.h"
#include "tests/fuzz/fuzz.h"

namespace qpv::fuzz {

inline std::string ring_text(Ring const& ring) {
  std::string out;
  for (auto const& at : ring)
    out += fmt::format("{}[{},{}]", out.empty() ? "" : ",", at.lon, at.lat);
  return "[" + out + "]";
}

inline std::string polygon_text(Polygon const& polygon) {
  std::string out = ring_text(polygon.outer);
  for (auto const& hole : polygon.holes) out += "," + ring_text(hole);
  return "[" + out + "]";
}

// A GeoJSON MultiPolygon with every bit of its coordinates.
inline std::string geometry_text(MultiPolygon const& shape) {
  std::string parts;
  for (auto const& part : shape) parts += (parts.empty() ? "" : ",") + polygon_text(part);
  return R"({"type":"MultiPolygon","coordinates":[)" + parts + "]}";
}

inline void require_ring(Ring const& ring) {
  require(ring.size() >= 4 && ring.front() == ring.back(), "a ring is closed");
  for (auto const& at : ring) {
    require(std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90, "a vertex is on Earth");
  }
}

inline void require_rings(MultiPolygon const& shape) {
  for (auto const& part : shape) {
    require_ring(part.outer);
    for (auto const& hole : part.holes) require_ring(hole);
  }
}

}  // namespace qpv::fuzz
