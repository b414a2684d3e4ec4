// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/ground.h"

#include <geodesic.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/support/test_data.h"

namespace qpv {
namespace {

double geodesic(LonLat a, LonLat b) {
  geod_geodesic g{};
  geod_init(&g, 6378137.0, 1 / 298.257223563);
  double metres = 0;
  geod_inverse(&g, a.lat, a.lon, b.lat, b.lon, &metres, nullptr, nullptr);
  return metres;
}

// All of France, overseas included, against PROJ's geodesics.
TEST(Ground, DistanceIsTheGeodesic) {
  std::mt19937 random(test::seed());
  for (LonLat const place : {LonLat{2.8, 50.4}, LonLat{9.5, 41.5}, LonLat{55.5, -21.1},
                             LonLat{-53, 4}, LonLat{-149.5, -17.6}}) {
    std::uniform_real_distribution<double> degrees(-0.045, 0.045);
    for (int i = 0; i < 2000; ++i) {
      LonLat const other{place.lon + degrees(random), place.lat + degrees(random)};
      double const exact = geodesic(place, other);
      EXPECT_NEAR(ground_distance(place, other), exact, 1e-5 * exact);
    }
  }
}

TEST(Ground, FrameIsCloseEnoughToFindTheNearest) {
  std::mt19937 random(test::seed());
  std::uniform_real_distribution<double> degrees(-0.045, 0.045);
  LonLat const place{2.8, 51.0};
  LocalFrame const frame(place);
  for (int i = 0; i < 2000; ++i) {
    LonLat const other{place.lon + degrees(random), place.lat + degrees(random)};
    auto const p = frame.to_metres(other);
    EXPECT_NEAR(std::hypot(p.x, p.y), geodesic(place, other), 5e-4 * geodesic(place, other));
  }
}

TEST(Ground, BoxAroundHoldsTheCircle) {
  for (double const lat : {-21.0, 4.0, 41.0, 51.5}) {
    LonLat const place{2.0, lat};
    for (double const metres : {0.001, 300.0, 5000.0, 100000.0}) {
      auto const box = LocalFrame(place).around(metres);
      EXPECT_GE(geodesic(place, {box.max.lon, lat}), metres);
      EXPECT_GE(geodesic(place, {2.0, box.max.lat}), metres);
      EXPECT_GE(geodesic(place, {box.max.lon, box.max.lat}), metres);
    }
  }
}

}  // namespace
}  // namespace qpv
