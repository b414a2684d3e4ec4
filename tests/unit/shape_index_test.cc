// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/shape_index.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "tests/support/shapes.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

using test::at;
using test::rectangle;
using test::ring;

double normal_cdf(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

MultiPolygon with_hole() {
  return {{ring({{0, 0}, {100, 0}, {100, 100}, {0, 100}}),
           {ring({{40, 40}, {60, 40}, {60, 60}, {40, 60}})}},
          rectangle(200, 0, 300, 100)};
}

TEST(ShapeIndex, KnowsInteriorHolesAndParts) {
  ShapeIndex const shape(with_hole());
  EXPECT_TRUE(shape.contains(at(10, 10)));
  EXPECT_FALSE(shape.contains(at(50, 50))) << "hole";
  EXPECT_TRUE(shape.contains(at(250, 50))) << "second part";
  EXPECT_FALSE(shape.contains(at(150, 50))) << "between the parts";
  EXPECT_FALSE(shape.contains(at(-1, 50)));
}

TEST(ShapeIndex, NearestBoundaryFromBothSides) {
  ShapeIndex const shape(with_hole());
  EXPECT_NEAR(shape.nearest(LocalFrame(at(-30, 50)), 1000).metres, 30, 0.01);
  EXPECT_NEAR(shape.nearest(LocalFrame(at(5, 50)), 1000).metres, 5, 0.01);
  EXPECT_NEAR(shape.nearest(LocalFrame(at(50, 50)), 1000).metres, 10, 0.01) << "the hole's edge";
  EXPECT_NEAR(shape.nearest(LocalFrame(at(-30, -40)), 1000).metres, 50, 0.01) << "a corner";
  EXPECT_EQ(shape.nearest(LocalFrame(at(-30, 50)), 20).metres, 20) << "nothing that near";
}

TEST(ShapeIndex, WindingOfTheRingsDoesNotMatter) {
  auto reversed = with_hole();
  for (auto& polygon : reversed) {
    std::reverse(polygon.outer.begin(), polygon.outer.end());
    for (auto& hole : polygon.holes) std::reverse(hole.begin(), hole.end());
  }
  ShapeIndex const shape(with_hole());
  ShapeIndex const other(reversed);
  for (double x = -20; x < 320; x += 7) {
    LocalFrame const frame(at(x, 47));
    EXPECT_EQ(shape.contains(frame.origin), other.contains(frame.origin));
    EXPECT_NEAR(shape.gaussian_mass(frame, 15), other.gaussian_mass(frame, 15), 1e-12);
  }
}

TEST(GaussianMass, OfAStraightEdgeIsTheNormalDistribution) {
  ShapeIndex const half_plane({rectangle(0, -5000, 5000, 5000)});
  for (double const x : {-30.0, -10.0, -1.0, 0.0, 0.5, 10.0, 25.0}) {
    EXPECT_NEAR(half_plane.gaussian_mass(LocalFrame(at(x, 0)), 10), normal_cdf(x / 10), 1e-7) << x;
  }
}

TEST(GaussianMass, OfARectangleIsAProduct) {
  std::mt19937 random(test::seed());
  std::uniform_real_distribution<double> where(-60, 160);
  ShapeIndex const shape({rectangle(0, 0, 100, 60)});
  for (double const sigma : {2.0, 10.0, 80.0}) {
    for (int i = 0; i < 300; ++i) {
      double const x = where(random);
      double const y = where(random);
      LocalFrame const frame(at(x, y));
      // The rectangle as this frame sees it: degrees of longitude shrink northwards.
      auto const low = frame.to_metres(at(0, 0));
      auto const high = frame.to_metres(at(100, 60));
      double const expected = (normal_cdf(high.x / sigma) - normal_cdf(low.x / sigma)) *
                              (normal_cdf(high.y / sigma) - normal_cdf(low.y / sigma));
      EXPECT_NEAR(shape.gaussian_mass(frame, sigma), expected, 1e-6) << x << ' ' << y;
    }
  }
}

TEST(GaussianMass, OnTheBoundaryIsHalf) {
  ShapeIndex const shape(with_hole());
  EXPECT_NEAR(shape.gaussian_mass(LocalFrame(at(0, 50)), 5), 0.5, 1e-6);
  EXPECT_NEAR(shape.gaussian_mass(LocalFrame(at(0, 0)), 5), 0.25, 1e-6) << "on a corner";
  auto const corner = with_hole().front().outer.front();
  EXPECT_NEAR(shape.gaussian_mass(LocalFrame(corner), 5), 0.25, 1e-6) << "on the very vertex";
}

// An irregular shape with a hole, against samples of the Gaussian.
TEST(GaussianMass, AgreesWithSampling) {
  std::mt19937 random(test::seed());
  Ring star;
  for (int i = 0; i < 41; ++i) {
    double const angle = 2 * std::numbers::pi * i / 41;
    double const radius = i % 2 == 0 ? 90 : 35;
    star.push_back(at(radius * std::cos(angle), radius * std::sin(angle)));
  }
  star.push_back(star.front());
  ShapeIndex const shape({{star, {ring({{-10, -10}, {10, -10}, {10, 10}, {-10, 10}})}}});
  constexpr double kSigma = 30;
  constexpr int kSamples = 200'000;
  std::normal_distribution<double> error(0, kSigma);
  for (LonLat const point : {at(0, 0), at(40, 10), at(90, -20), at(5, 9.9)}) {
    LocalFrame const frame(point);
    int inside = 0;
    for (int i = 0; i < kSamples; ++i) {
      double const x = error(random);
      double const y = error(random);
      if (shape.contains(frame.to_degrees({x, y}))) ++inside;
    }
    double const p = shape.gaussian_mass(frame, kSigma);
    double const standard_error = std::sqrt(p * (1 - p) / kSamples);
    EXPECT_NEAR(static_cast<double>(inside) / kSamples, p, 4 * standard_error + 1e-5);
  }
}

}  // namespace
}  // namespace qpv
