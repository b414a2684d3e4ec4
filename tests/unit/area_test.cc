// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/area.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/support/shapes.h"

namespace qpv {
namespace {

using test::footprint;
using test::kToday;
using test::perimeter;
using test::rectangle;
using test::ring;

constexpr auto kWhole = Part::kWholly;
constexpr auto kSome = Part::kPartly;
constexpr auto kNone = Part::kNot;
constexpr double kFarAway = -1;  // beyond the reach

PerimeterIndex index_of(std::vector<Perimeter> const& perimeters, Polygon const& covered) {
  std::vector<Ground> footprints;
  footprints.reserve(perimeters.size());
  for (auto const& one : perimeters) footprints.push_back(footprint(one));
  return PerimeterIndex(perimeters, {{perimeters.front().validity, {covered}}}, footprints);
}

// One perimeter of 400 m by 400 m, and all around it covered.
PerimeterIndex square() {
  return index_of({perimeter("QN06201M", {rectangle(0, 0, 400, 400)})},
                  rectangle(-5000, -5000, 5000, 5000));
}

AreaVerdict decide(PerimeterIndex const& index, MultiPolygon const& area) {
  auto const verdict = decide_area(index, area, kToday);
  EXPECT_TRUE(verdict) << (verdict ? "" : verdict.error().message);
  return verdict.value_or(AreaVerdict{});
}

struct Case {
  char const* what;
  double west, south, east, north;
  Part inside;
  double share, nearest, farthest;
  Part within_300, within_500;
};

// Rectangles around the square: each number follows from the corners.
TEST(Area, OnePerimeter) {
  auto const index = square();
  double const corner = std::hypot(100, 100);
  std::vector<Case> const cases = {
      {"well inside", 100, 100, 200, 200, kWhole, 1, 0, 0, kWhole, kWhole},
      {"the same", 0, 0, 400, 400, kWhole, 1, 0, 0, kWhole, kWhole},
      {"half a millimetre more", -0.0005, 0, 400, 400, kWhole, 1, 0, 0, kWhole, kWhole},
      {"two millimetres more", -0.002, 0, 400, 400, kSome, 0.999995, 0, 0.002, kWhole, kWhole},
      {"along the inner side", 0, 100, 100, 200, kWhole, 1, 0, 0, kWhole, kWhole},
      {"half in", -100, 100, 100, 200, kSome, 0.5, 0, 100, kWhole, kWhole},
      {"around it all", -100, -100, 500, 500, kSome, 16.0 / 36, 0, corner, kWhole, kWhole},
      {"across it", -290, 100, 690, 300, kSome, 400.0 / 980, 0, 290, kWhole, kWhole},
      {"across it and beyond", -310, 100, 690, 300, kSome, 400.0 / 1000, 0, 310, kSome, kWhole},
      {"touches a side", -100, 100, 0, 200, kSome, 0, 0, 100, kWhole, kWhole},
      {"touches a corner", -100, -100, 0, 0, kSome, 0, 0, corner, kWhole, kWhole},
      {"2 mm away", -100, 100, -0.002, 200, kNone, 0, 0.002, 100, kWhole, kWhole},
      {"299.9 m at most", -299.9, 100, -100, 200, kNone, 0, 100, 299.9, kWhole, kWhole},
      {"300.1 m at most", -300.1, 100, -100, 200, kNone, 0, 100, 300.1, kSome, kWhole},
      {"499.9 m at most", -499.9, 100, -299.9, 200, kNone, 0, 299.9, 499.9, kSome, kWhole},
      {"500.1 m at most", -500.1, 100, -300.1, 200, kNone, 0, 300.1, 500.1, kNone, kSome},
      {"from the corner on", 640, 720, 680, 800, kNone, 0, 400, std::hypot(280, 400), kNone,
       kWhole},
      {"kilometres of it", -3000, 100, 100, 200, kSome, 100.0 / 3100, 0, kFarAway, kSome, kSome},
  };
  for (auto const& c : cases) {
    SCOPED_TRACE(c.what);
    auto const verdict = decide(index, {rectangle(c.west, c.south, c.east, c.north)});
    ASSERT_EQ(verdict.perimeters.size(), 1U);
    auto const& one = verdict.perimeters.front();
    EXPECT_EQ(one.inside, c.inside);
    EXPECT_NEAR(one.share, c.share, 1e-4);
    EXPECT_NEAR(one.nearest, c.nearest, 0.03);
    ASSERT_EQ(one.farthest.has_value(), c.farthest != kFarAway);
    EXPECT_NEAR(one.farthest.value_or(kFarAway), c.farthest, 0.05);
    EXPECT_EQ(one.within[0], c.within_300);
    EXPECT_EQ(one.within[1], c.within_500);
    EXPECT_EQ(verdict.within[0], c.within_300) << "the only perimeter";
    EXPECT_EQ(verdict.within[1], c.within_500) << "the only perimeter";
    EXPECT_NEAR(verdict.share_inside, c.share, 1e-4);
    EXPECT_EQ(verdict.share_uncovered, 0);
    EXPECT_EQ(verdict.answer, c.inside == kWhole  ? AreaAnswer::kInside
                              : c.inside == kSome ? AreaAnswer::kPartly
                                                  : AreaAnswer::kOutside);
  }
}

TEST(Area, BeyondTheWidestNeighbourhoodNothingIsListed) {
  auto const verdict = decide(square(), {rectangle(-800, 0, -501, 100)});
  EXPECT_TRUE(verdict.perimeters.empty());
  EXPECT_EQ(verdict.answer, AreaAnswer::kOutside);
  EXPECT_EQ(verdict.within[0], kNone);
  EXPECT_EQ(verdict.within[1], kNone);
}

// The farthest point may lie in the middle of the area, where no vertex or edge of it is.
TEST(Area, FarthestInTheMiddle) {
  Polygon frame = rectangle(0, 0, 1400, 1400);
  frame.holes.push_back(ring({{50, 50}, {1350, 50}, {1350, 1350}, {50, 1350}}));
  auto const index =
      index_of({perimeter("QN06201M", {frame})}, rectangle(-5000, -5000, 6000, 6000));
  auto const one = decide(index, {rectangle(10, 10, 1390, 1390)}).perimeters.at(0);
  EXPECT_EQ(one.inside, kSome);
  EXPECT_NEAR(one.share, 1 - std::pow(1300.0 / 1380, 2), 1e-4);
  ASSERT_TRUE(one.farthest);
  EXPECT_NEAR(*one.farthest, 650, 0.5);
  EXPECT_EQ(one.within[1], kSome);
}

TEST(Area, AHoleOfThePerimeterIsOutside) {
  Polygon with_hole = rectangle(0, 0, 400, 400);
  with_hole.holes.push_back(ring({{200, 200}, {200.2, 200}, {200.2, 200.2}, {200, 200.2}}));
  auto const index =
      index_of({perimeter("QN06201M", {with_hole})}, rectangle(-5000, -5000, 5000, 5000));
  EXPECT_EQ(decide(index, {rectangle(100, 100, 300, 300)}).answer, AreaAnswer::kPartly);
  Polygon around = rectangle(100, 100, 300, 300);
  around.holes.push_back(ring({{199, 199}, {202, 199}, {202, 202}, {199, 202}}));
  EXPECT_EQ(decide(index, {around}).answer, AreaAnswer::kInside);
}

TEST(Area, PartsCountTogether) {
  auto const verdict =
      decide(square(), {rectangle(100, 100, 200, 200), rectangle(-400, 0, -350, 200)});
  auto const& one = verdict.perimeters.at(0);
  EXPECT_EQ(one.inside, kSome);
  EXPECT_NEAR(one.share, 0.5, 1e-4);
  EXPECT_NEAR(one.farthest.value(), 400, 0.05);
  EXPECT_EQ(one.within[0], kSome);
  EXPECT_EQ(one.within[1], kWhole);
  EXPECT_NEAR(verdict.surface_m2, 20'000, 2);
}

// An area across two perimeters that share a boundary is inside, and inside neither.
TEST(Area, TwoPerimetersTogether) {
  auto const index = index_of({perimeter("QN06201M", {rectangle(0, 0, 400, 400)}),
                               perimeter("QN06202M", {rectangle(400, 0, 800, 400)})},
                              rectangle(-5000, -5000, 5000, 5000));
  auto const verdict = decide(index, {rectangle(300, 100, 600, 200)});
  EXPECT_EQ(verdict.answer, AreaAnswer::kInside);
  EXPECT_EQ(verdict.share_inside, 1);
  ASSERT_EQ(verdict.perimeters.size(), 2U);
  EXPECT_EQ(verdict.perimeters[0].inside, kSome);
  EXPECT_NEAR(verdict.perimeters[0].share, 1.0 / 3, 1e-4);
  EXPECT_NEAR(verdict.perimeters[1].share, 2.0 / 3, 1e-4);
  EXPECT_NEAR(verdict.perimeters[0].farthest.value(), 200, 0.05);
}

TEST(Area, UncoveredGroundIsNeverANo) {
  auto const index = index_of({perimeter("QN06201M", {rectangle(0, 0, 400, 400)})},
                              rectangle(-1000, -1000, 1400, 1400));
  auto const open = std::optional<Part>();

  auto const beyond = decide(index, {rectangle(-1100, 0, -900, 100)});
  EXPECT_EQ(beyond.answer, AreaAnswer::kUncertain);
  EXPECT_NEAR(beyond.share_uncovered, 0.5, 1e-4);
  EXPECT_EQ(beyond.within[0], open);
  EXPECT_EQ(beyond.within[1], open);

  auto const both = decide(index, {rectangle(-1100, 0, 100, 100)});
  EXPECT_EQ(both.answer, AreaAnswer::kPartly) << "some of it is certainly outside";
  EXPECT_NEAR(both.share_inside, 100.0 / 1200, 1e-4);
  EXPECT_NEAR(both.share_uncovered, 100.0 / 1200, 1e-4);
  EXPECT_EQ(both.within[0], open) << "the farthest point is not covered";

  auto const near_edge = decide(index, {rectangle(-750, 0, -650, 100)});
  EXPECT_EQ(near_edge.answer, AreaAnswer::kOutside);
  EXPECT_EQ(near_edge.within[0], open) << "250 m from uncovered ground";
  auto const farther = decide(index, {rectangle(-690, 0, -650, 100)});
  EXPECT_EQ(farther.within[0], kNone);
  EXPECT_EQ(farther.within[1], open);

  auto const wholly = decide(index, {rectangle(-290, 0, -100, 100)});
  EXPECT_EQ(wholly.within[0], kWhole) << "what is unknown cannot change that";
  auto const partly = decide(index, {rectangle(-310, 0, -100, 100)});
  EXPECT_EQ(partly.within[0], kSome) << "its farthest point is 690 m from uncovered ground";
}

TEST(Area, GroundOutsideTheDataIsUncertain) {
  auto const verdict = decide(square(), {rectangle(50'000, 0, 50'100, 100)});
  EXPECT_EQ(verdict.answer, AreaAnswer::kUncertain);
  EXPECT_EQ(verdict.share_uncovered, 1);
  EXPECT_TRUE(verdict.perimeters.empty());
  EXPECT_EQ(verdict.within[0], std::nullopt);
}

TEST(Area, OnAnotherDay) {
  auto const verdict = decide_area(square(), {rectangle(0, 0, 9, 9)}, make_date(2020, 1, 1));
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->answer, AreaAnswer::kUncertain);
  EXPECT_TRUE(verdict->perimeters.empty());
}

Polygon disc(double x, double y, double radius, int corners) {
  std::vector<std::pair<double, double>> out;
  for (int i = 0; i < corners; ++i) {
    double const turn = 2 * std::numbers::pi * i / corners;
    out.emplace_back(x + radius * std::cos(turn), y + radius * std::sin(turn));
  }
  return {ring(out), {}};
}

TEST(Area, HasLimits) {
  auto const index = square();
  auto const refused = [&](MultiPolygon const& area) {
    auto const verdict = decide_area(index, area, kToday);
    return !verdict && verdict.error().code == ErrorCode::kTooLarge;
  };
  EXPECT_FALSE(refused({disc(0, 0, 1000, 9'999)}));
  EXPECT_TRUE(refused({disc(0, 0, 1000, 10'000)})) << "and the closing vertex";
  EXPECT_TRUE(refused({rectangle(0, 0, 101'000, 10)}));
  EXPECT_TRUE(refused({rectangle(0, 0, 10, 101'000)}));
  EXPECT_TRUE(refused({rectangle(0, 0, 0.05, 0.05)}));
  EXPECT_TRUE(refused({{{{0, 86}, {0.01, 86}, {0.01, 86.01}, {0, 86}}, {}}}));
  AreaRules hurried;
  hurried.effort = 50;
  auto const stopped = decide_area(index, {disc(0, 0, 1000, 100)}, kToday, hurried);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace qpv
