// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/ground.h"

#include <cmath>
#include <numbers>

namespace qpv {
namespace {

constexpr double kSemiMajor = 6378137.0;             // WGS84
constexpr double kFlattening = 1.0 / 298.257223563;  // WGS84
constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);
constexpr double kRadians = std::numbers::pi / 180;

}  // namespace

LocalFrame::LocalFrame(LonLat at) : origin(at) {
  double const sine = std::sin(at.lat * kRadians);
  double const cosine = std::cos(at.lat * kRadians);
  double const w2 = 1 - kEccentricity2 * sine * sine;
  double const prime_vertical = kSemiMajor / std::sqrt(w2);
  double const meridional = prime_vertical * (1 - kEccentricity2) / w2;
  metres_per_lon = prime_vertical * cosine * kRadians;
  metres_per_lat = meridional * kRadians;
}

Box LocalFrame::around(double metres) const {
  // A degree of longitude is up to 3 % shorter at the box's far edge than here (100 km, 60°).
  constexpr double kMargin = 1.03;
  double const lon = kMargin * metres / metres_per_lon;
  double const lat = kMargin * metres / metres_per_lat;
  return {{origin.lon - lon, origin.lat - lat}, {origin.lon + lon, origin.lat + lat}};
}

double ground_distance(LonLat a, LonLat b) {
  LocalFrame const middle({a.lon, (a.lat + b.lat) / 2});
  double const x = (b.lon - a.lon) * middle.metres_per_lon;
  double const y = (b.lat - a.lat) * middle.metres_per_lat;
  return std::sqrt(x * x + y * y);  // hypot guards against what no two points on Earth have
}

}  // namespace qpv
