// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/measure.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/core/ground.h"

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

std::size_t vertices_of(MultiPolygon const& shape) {
  std::size_t count = 0;
  for (auto const& polygon : shape) {
    count += polygon.outer.size();
    for (auto const& hole : polygon.holes) count += hole.size();
  }
  return count;
}

double area_m2(MultiPolygon const& shape) {
  if (shape.empty()) return 0;
  auto const box = box_of(shape);
  LocalFrame const scale({box.min.lon, (box.min.lat + box.max.lat) / 2});
  double degrees2 = 0;
  for (auto const& polygon : shape) {
    degrees2 += ring_area(polygon.outer, box.min);
    for (auto const& hole : polygon.holes) degrees2 -= ring_area(hole, box.min);
  }
  return degrees2 * scale.metres_per_lon * scale.metres_per_lat;
}

}  // namespace qpv::ogr
