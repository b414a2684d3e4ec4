// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/perimeter_index.h"

#include <gtest/gtest.h>

#include "tests/support/shapes.h"

namespace qpv {
namespace {

using test::at;
using test::footprint;
using test::kToday;
using test::perimeter;
using test::rectangle;

constexpr Date kIn2020 = make_date(2020, 6, 1);

// Two perimeters that share an edge, and one of the earlier generation over both.
PerimeterIndex make_index() {
  auto const west = perimeter("QN06201M", {rectangle(0, 0, 100, 100)});
  auto const east = perimeter("QN06202M", {rectangle(100, 0, 200, 100)});
  auto const old = perimeter("QP062001", {rectangle(50, 50, 150, 150)});
  Ground const covered{west.validity, {rectangle(-1000, -1000, 1200, 1100)}};
  return PerimeterIndex({old, east, west}, {covered},
                        {footprint(west), footprint(east), footprint(old)});
}

std::vector<std::string> codes(PerimeterIndex const& index, LonLat point, Date date) {
  std::vector<std::string> out;
  for (auto const idx : index.containing(point, date)) out.push_back(index[idx].code);
  return out;
}

using Codes = std::vector<std::string>;

TEST(PerimeterIndex, AnswersWithThoseInForce) {
  auto const index = make_index();
  EXPECT_EQ(codes(index, at(60, 60), kToday), Codes{"QN06201M"});
  EXPECT_EQ(codes(index, at(60, 60), kIn2020), Codes{"QP062001"});
  EXPECT_EQ(codes(index, at(60, 120), kToday), Codes{});
  EXPECT_EQ(codes(index, at(60, 60), make_date(2014, 1, 1)), Codes{});
}

TEST(PerimeterIndex, TheBoundaryIsInside) {
  auto const index = make_index();
  EXPECT_EQ(codes(index, at(0, 50), kToday), Codes{"QN06201M"});
  EXPECT_EQ(codes(index, at(0, 0), kToday), Codes{"QN06201M"}) << "a vertex";
  EXPECT_EQ(codes(index, at(100, 50), kToday), (Codes{"QN06201M", "QN06202M"})) << "shared edge";
  EXPECT_EQ(codes(index, at(-0.0005, 50), kToday), Codes{"QN06201M"}) << "half a millimetre off";
  EXPECT_EQ(codes(index, at(-0.002, 50), kToday), Codes{}) << "two millimetres off";
}

TEST(PerimeterIndex, NearestBoundaryInForce) {
  auto const index = make_index();
  auto const near = index.nearest(at(-40, 50), kToday, 5000);
  ASSERT_TRUE(near);
  EXPECT_EQ(index[near->idx].code, "QN06201M");
  EXPECT_NEAR(near->metres, 40, 0.01);
  EXPECT_NEAR(index.nearest(at(-40, 50), kIn2020, 5000)->metres, 90, 0.02);
  EXPECT_FALSE(index.nearest(at(-40, 50), kToday, 39.9));
  EXPECT_TRUE(index.nearest(at(-40, 50), kToday, 40.1));
  EXPECT_FALSE(index.nearest(at(-40, 50), make_date(2014, 1, 1), 5000));
}

TEST(PerimeterIndex, AroundIsContainingAndNearest) {
  auto const index = make_index();
  for (double const reach : {0.0, 0.001, 30.0, 5000.0}) {
    for (double x = -50; x < 250; x += 6.25) {
      for (double const y : {-0.002, -0.0005, 0.0, 50.0, 100.0, 130.0}) {
        auto const found = index.around(at(x, y), kToday, reach);
        EXPECT_EQ(found.holding, index.containing(at(x, y), kToday)) << x << ' ' << y;
        auto const near = index.nearest(at(x, y), kToday, reach);
        ASSERT_EQ(found.nearest.has_value(), near.has_value());
        if (near) {
          EXPECT_EQ(found.nearest->metres, near->metres);
        }
      }
    }
  }
}

TEST(PerimeterIndex, CoverageIsByDate) {
  auto const index = make_index();
  EXPECT_TRUE(index.covered(at(500, 500), kToday));
  EXPECT_FALSE(index.covered(at(1300, 500), kToday));
  EXPECT_FALSE(index.covered(at(500, 500), kIn2020));
  EXPECT_TRUE(index.covered(at(60, 60), kIn2020)) << "a perimeter's own ground";
}

TEST(PerimeterIndex, CoveredGroundAround) {
  auto const index = make_index();
  EXPECT_EQ(index.covered_around(at(500, 500), kToday, 300), 300);
  EXPECT_NEAR(index.covered_around(at(1000, 500), kToday, 300).value(), 200, 0.1);
  EXPECT_EQ(index.covered_around(at(850, 500), kToday, 300), 300);
  EXPECT_FALSE(index.covered_around(at(2000, 500), kToday, 300));
  EXPECT_FALSE(index.covered_around(at(500, 500), kIn2020, 300));
}

TEST(PerimeterIndex, MassOfTwoThatTouchIsTheirSum) {
  auto const index = make_index();
  EXPECT_NEAR(index.mass_inside(at(100, 50), 5, kToday), 1, 1e-6) << "on their shared edge";
  EXPECT_NEAR(index.mass_inside(at(0, 50), 5, kToday), 0.5, 1e-6);
  EXPECT_NEAR(index.mass_uncovered(at(1200, 0), 5, kToday), 0.5, 1e-6);
  EXPECT_NEAR(index.mass_uncovered(at(0, 50), 5, kToday), 0, 1e-9);
}

TEST(PerimeterIndex, FindsByCode) {
  auto const index = make_index();
  ASSERT_TRUE(index.find("QN06202M"));
  EXPECT_EQ(index[*index.find("QN06202M")].code, "QN06202M");
  EXPECT_FALSE(index.find("QN06203M"));
  EXPECT_FALSE(index.find(""));
  EXPECT_EQ(index.all().size(), 3U);
}

TEST(PerimeterIndex, KnowsWhichDaysItCovers) {
  auto const index = make_index();
  EXPECT_TRUE(index.in_force(kToday));
  EXPECT_TRUE(index.in_force(kIn2020));
  EXPECT_FALSE(index.in_force(make_date(2014, 12, 31)));
}

// Enough for a tree of several levels.
TEST(PerimeterIndex, ManyPerimetersAreFoundByTheTree) {
  constexpr int kSide = 15;
  std::vector<Perimeter> many;
  for (int i = 0; i < kSide * kSide; ++i) {
    double const west = 1000.0 * (i % kSide);
    double const south = 1000.0 * static_cast<int>(i / kSide);
    auto const code = "QN06" + std::to_string(200 + i).substr(0, 3) + "M";
    many.push_back(perimeter(code, {rectangle(west, south, west + 100, south + 100)}));
  }
  PerimeterIndex const index(many, {}, {});
  for (auto const& one : many) {
    auto const corner = one.shape.front().outer.front();
    EXPECT_EQ(codes(index, corner, kToday), Codes{one.code});
    LonLat const aside{corner.lon, corner.lat - 0.001};
    EXPECT_EQ(codes(index, aside, kToday), Codes{});
    EXPECT_EQ(index[index.nearest(aside, kToday, 5000)->idx].code, one.code);
    EXPECT_NEAR(index.nearest(aside, kToday, 5000)->metres, ground_distance(aside, corner), 0.01);
  }
  EXPECT_FALSE(index.nearest(at(-8000, -8000), kToday, 5000));
}

}  // namespace
}  // namespace qpv
