// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/measure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace qpv::ogr {
namespace {

double ring_area(Ring const& ring, LonLat origin) {
  double doubled = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    double const x0 = ring[i].lon - origin.lon;
    double const y0 = ring[i].lat - origin.lat;
    doubled += x0 * (ring[i + 1].lat - origin.lat) - (ring[i + 1].lon - origin.lon) * y0;
  }
  return std::abs(doubled) / 2;
}

}  // namespace

DegreeLength degree_length(double latitude) {
  constexpr double kEquatorRadius = 6378137.0;
  constexpr double kEccentricity2 = 6.69437999014e-3;
  constexpr double kRadians = std::numbers::pi / 180;
  double const sine = std::sin(latitude * kRadians);
  double const w2 = 1 - kEccentricity2 * sine * sine;
  double const normal = kEquatorRadius / std::sqrt(w2);
  double const meridian = normal * (1 - kEccentricity2) / w2;
  return {normal * std::cos(latitude * kRadians) * kRadians, meridian * kRadians};
}

Box box_of(MultiPolygon const& shape) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Box box{{kInfinity, kInfinity}, {-kInfinity, -kInfinity}};
  for (auto const& polygon : shape) {
    for (auto const& p : polygon.outer) {
      box.min = {std::min(box.min.lon, p.lon), std::min(box.min.lat, p.lat)};
      box.max = {std::max(box.max.lon, p.lon), std::max(box.max.lat, p.lat)};
    }
  }
  return box;
}

double area_m2(MultiPolygon const& shape) {
  if (shape.empty()) return 0;
  auto const box = box_of(shape);
  auto const scale = degree_length((box.min.lat + box.max.lat) / 2);
  double degrees2 = 0;
  for (auto const& polygon : shape) {
    degrees2 += ring_area(polygon.outer, box.min);
    for (auto const& hole : polygon.holes) degrees2 -= ring_area(hole, box.min);
  }
  return degrees2 * scale.lon * scale.lat;
}

}  // namespace qpv::ogr
