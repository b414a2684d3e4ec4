// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/lambert93.h"

#include <cmath>
#include <numbers>

#include "geo/core/france.h"

namespace qpv {
namespace {

// GRS80 and the parameters of EPSG:2154: two standard parallels.
constexpr double kDegree = std::numbers::pi / 180;
constexpr double kGrs80SemiMajor = 6378137;
constexpr double kGrs80Flattening = 1 / 298.257222101;
constexpr double kOriginLon = 3 * kDegree;
constexpr double kOriginLat = 46.5 * kDegree;
constexpr double kFirstParallel = 44 * kDegree;
constexpr double kSecondParallel = 49 * kDegree;
constexpr double kFalseEasting = 700'000;
constexpr double kFalseNorthing = 6'600'000;

double const kEccentricity = std::sqrt(kGrs80Flattening * (2 - kGrs80Flattening));

double isometric(double lat) {
  double const e = kEccentricity;
  return std::atanh(std::sin(lat)) - e * std::atanh(e * std::sin(lat));
}

// Radius of a parallel, in semi-major axes.
double parallel(double lat) {
  double const es = kEccentricity * std::sin(lat);
  return std::cos(lat) / std::sqrt(1 - es * es);
}

struct Cone {
  double n;
  double scale;
  double origin;  // distance of the origin from the apex

  [[nodiscard]] static double radius(double n, double scale, double lat) {
    return scale * std::exp(-n * isometric(lat));
  }
};

Cone make_cone() {
  double const first = isometric(kFirstParallel);
  double const n = std::log(parallel(kFirstParallel) / parallel(kSecondParallel)) /
                   (isometric(kSecondParallel) - first);
  double const scale = kGrs80SemiMajor * parallel(kFirstParallel) * std::exp(n * first) / n;
  return {n, scale, Cone::radius(n, scale, kOriginLat)};
}

}  // namespace

std::optional<Planar> lambert93(LonLat point) {
  auto const* const zone = french_zone_at(point);
  if (zone == nullptr || !zone->departement.empty()) return std::nullopt;
  static Cone const cone = make_cone();
  double const radius = Cone::radius(cone.n, cone.scale, point.lat * kDegree);
  double const angle = cone.n * (point.lon * kDegree - kOriginLon);
  return Planar{kFalseEasting + radius * std::sin(angle),
                kFalseNorthing + cone.origin - radius * std::cos(angle)};
}

}  // namespace qpv
