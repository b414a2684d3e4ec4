// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/shape_change.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "geo/core/ground.h"
#include "geo/ogr/boundary_gap.h"
#include "geo/ogr/measure.h"
#include "tests/support/test_data.h"

namespace qpv::ogr {
namespace {

using test::seed;

constexpr LonLat kLens{2.83, 50.43};
LocalFrame const kFrame(kLens);

// Metres east and north of Lens, closed.
Ring ring(std::vector<LocalFrame::Point> const& points) {
  Ring out;
  for (auto const& p : points) out.push_back(kFrame.to_degrees(p));
  out.push_back(out.front());
  return out;
}

Ring rectangle(double west, double south, double east, double north) {
  return ring({{west, south}, {east, south}, {east, north}, {west, north}});
}

std::optional<ShapeChange> change(MultiPolygon const& before, MultiPolygon const& after) {
  auto const out = shape_change(before, after);
  if (!out) throw std::runtime_error(out.error().message);
  return *out;
}

MultiPolygon const kSquare{{rectangle(0, 0, 100, 100), {}}};

TEST(ShapeChange, SeesOneVertexMovedByAMetre) {
  MultiPolygon const after{{ring({{0, 0}, {100, 0}, {101, 100}, {0, 100}}), {}}};
  auto const found = change(kSquare, after);
  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->moved_m, 1, 1e-3);
  EXPECT_NEAR(found->gained_m2, 50, 0.05);
  EXPECT_NEAR(found->lost_m2, 0, 0.01);
  auto const at = kFrame.to_metres(found->moved_at);
  EXPECT_NEAR(at.x, 101, 1e-3);
  EXPECT_NEAR(at.y, 100, 1e-3);
}

TEST(ShapeChange, IsNothingForTheSameBoundaryWrittenOtherwise) {
  MultiPolygon shape{{rectangle(0, 0, 100, 100), {rectangle(10, 10, 20, 20)}},
                     {rectangle(200, 0, 300, 100), {}}};
  auto other = shape;
  std::ranges::swap(other[0], other[1]);
  std::ranges::reverse(other[1].outer);
  other[1].holes[0] = ring({{20, 20}, {10, 20}, {10, 10}, {20, 10}});
  other[0].outer = ring({{250, 0}, {300, 0}, {300, 100}, {200, 100}, {200, 0}});  // a vertex more
  EXPECT_FALSE(change(shape, other).has_value());
}

TEST(ShapeChange, IsNothingForTheNoiseOfAReprojection) {
  auto other = kSquare;
  std::mt19937 random(seed());
  std::uniform_real_distribution<double> noise(-0.0009, 0.0009);
  for (auto& p : other[0].outer) {
    auto metres = kFrame.to_metres(p);
    p = kFrame.to_degrees({metres.x + noise(random), metres.y + noise(random)});
  }
  other[0].outer.back() = other[0].outer.front();
  EXPECT_FALSE(change(kSquare, other).has_value());
}

TEST(ShapeChange, SeesAHole) {
  MultiPolygon const after{{kSquare[0].outer, {rectangle(40, 40, 60, 60)}}};
  auto const found = change(kSquare, after);
  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->lost_m2, 400, 0.1);
  EXPECT_NEAR(found->gained_m2, 0, 0.01);
  EXPECT_NEAR(found->moved_m, 40, 0.01);  // a side of the hole is 40 m from the square's boundary
}

// The corners of both parts lie on the old boundary: only the middle of an edge tells.
TEST(ShapeChange, SeesASplit) {
  MultiPolygon const after{{rectangle(0, 0, 48, 100), {}}, {rectangle(52, 0, 100, 100), {}}};
  auto const found = change(kSquare, after);
  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->lost_m2, 400, 0.1);
  EXPECT_NEAR(found->moved_m, 48, 0.01);
}

TEST(ShapeChange, IsTheSameBothWaysButForItsSign) {
  MultiPolygon const other{{ring({{0, 0}, {130, -20}, {100, 100}, {50, 60}}), {}}};
  auto const there = change(kSquare, other);
  auto const back = change(other, kSquare);
  ASSERT_TRUE(there && back);
  EXPECT_NEAR(there->moved_m, back->moved_m, 0.01);
  EXPECT_NEAR(there->gained_m2, back->lost_m2, 0.1);
  EXPECT_NEAR(there->gained_m2 - there->lost_m2, area_m2(other) - area_m2(kSquare), 1);
}

// Brute force: points every few centimetres of one star-shaped boundary, against every edge.
double sampled_gap(Ring const& from, Ring const& to) {
  double most = 0;
  for (std::size_t i = 0; i + 1 < from.size(); ++i) {
    auto const a = kFrame.to_metres(from[i]);
    auto const b = kFrame.to_metres(from[i + 1]);
    int const steps = static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / 0.05) + 1;
    for (int s = 0; s <= steps; ++s) {
      double const x = a.x + (b.x - a.x) * s / steps;
      double const y = a.y + (b.y - a.y) * s / steps;
      double nearest = 1e9;
      for (std::size_t k = 0; k + 1 < to.size(); ++k) {
        auto const c = kFrame.to_metres(to[k]);
        auto const d = kFrame.to_metres(to[k + 1]);
        double const length2 = std::pow(d.x - c.x, 2) + std::pow(d.y - c.y, 2);
        double const t =
            std::clamp(((x - c.x) * (d.x - c.x) + (y - c.y) * (d.y - c.y)) / length2, 0.0, 1.0);
        nearest =
            std::min(nearest, std::hypot(x - c.x - t * (d.x - c.x), y - c.y - t * (d.y - c.y)));
      }
      most = std::max(most, nearest);
    }
  }
  return most;
}

TEST(BoundaryGap, IsWhatManySamplesFind) {
  std::mt19937 random(seed());
  std::uniform_real_distribution<double> radius(20, 60);
  auto const star = [&] {
    constexpr int kCorners = 23;
    std::vector<LocalFrame::Point> points;
    for (int i = 0; i < kCorners; ++i) {
      double const angle = 2 * std::numbers::pi * i / kCorners;
      double const r = radius(random);
      points.push_back({r * std::cos(angle), r * std::sin(angle)});
    }
    return ring(points);
  };
  for (int i = 0; i < 40; ++i) {
    auto const one = star();
    auto const other = star();
    auto const gap = boundary_gap({{one, {}}}, {{other, {}}}, kFrame);
    EXPECT_NEAR(gap.metres, sampled_gap(one, other), 0.06) << i;
  }
}

}  // namespace
}  // namespace qpv::ogr
