// SPDX-License-Identifier: EUPL-1.2
//
// Degrees to metres on the ground, near one point.
#pragma once

#include <algorithm>

#include "geo/core/types.h"

namespace qpv {

// The plane that touches the WGS84 ellipsoid at `origin`: x metres east, y metres north.
// Distances from the origin are within 0.05 % at 5 km and latitude 51°, less further south.
struct LocalFrame {
  LonLat origin;
  double metres_per_lon;
  double metres_per_lat;

  struct Point {
    double x;
    double y;
  };

  // Implicit: a function that takes a frame can be asked with a point, and one that asks several
  // questions about a point makes its frame once.
  LocalFrame(LonLat at);  // NOLINT(google-explicit-constructor)
  [[nodiscard]] Point to_metres(LonLat p) const {
    return {(p.lon - origin.lon) * metres_per_lon, (p.lat - origin.lat) * metres_per_lat};
  }
  [[nodiscard]] LonLat to_degrees(Point p) const {
    return {origin.lon + p.x / metres_per_lon, origin.lat + p.y / metres_per_lat};
  }
  // How far a box is from the origin along each axis: 0 where they overlap.
  [[nodiscard]] Point gap_to(Box const& box) const {
    double const lon = std::max(box.min.lon - origin.lon, origin.lon - box.max.lon);
    double const lat = std::max(box.min.lat - origin.lat, origin.lat - box.max.lat);
    return {std::max(lon, 0.0) * metres_per_lon, std::max(lat, 0.0) * metres_per_lat};
  }
  // The box of all points within `metres` of the origin, never too small up to 100 km.
  [[nodiscard]] Box around(double metres) const;
};

// Metres between two points at most 100 km apart: the scale at the middle latitude, which agrees
// with the geodesic to 1e-6 at 5 km.
double ground_distance(LonLat a, LonLat b);

}  // namespace qpv
