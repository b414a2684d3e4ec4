// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/verdict.h"

#include <gtest/gtest.h>

#include "tests/support/shapes.h"

namespace qpv {
namespace {

using test::at;
using test::footprint;
using test::kToday;
using test::perimeter;
using test::rectangle;

// One perimeter of 400 m by 400 m in covered ground that ends 1 km around it.
PerimeterIndex make_index() {
  auto const one = perimeter("QN06201M", {rectangle(0, 0, 400, 400)});
  Ground const covered{one.validity, {rectangle(-1000, -1000, 1400, 1400)}};
  return PerimeterIndex({one}, {covered}, {footprint(one)});
}

struct Case {
  char const* what;
  double x, y, radius95;
  Answer answer;
  std::optional<bool> likely;
  Doubt doubt;
  std::optional<bool> within_300;
};

// Reviewed by hand: the chance of the other side must be under 1 in 500, that is 2.88 sigma from a
// straight boundary; a radius of 24.48 m at 95 % is a sigma of 10 m.
TEST(Verdict, Table) {
  auto const index = make_index();
  constexpr auto in = Answer::kInside;
  constexpr auto out = Answer::kOutside;
  constexpr auto open = Answer::kUncertain;
  constexpr auto none = Doubt::kNone;
  constexpr auto near = Doubt::kNearBoundary;
  constexpr auto unknown = Doubt::kNotCovered;
  std::vector<Case> const cases = {
      {"exact, inside", 200, 200, 0, in, true, none, true},
      {"exact, on the boundary", 0, 200, 0, in, true, none, true},
      {"exact, 10 cm outside", -0.1, 200, 0, out, false, none, true},
      {"exact, 299 m outside", -299, 200, 0, out, false, none, true},
      {"exact, 301 m outside", -301, 200, 0, out, false, none, false},
      {"exact, uncovered ground within 300 m", -750, 200, 0, out, false, none, std::nullopt},
      {"exact, not covered", -1001, 200, 0, open, std::nullopt, unknown, std::nullopt},
      {"exact, not covered, far away", 60000, 200, 0, open, std::nullopt, unknown, std::nullopt},
      {"28 m inside at sigma 10", 28, 200, 24.48, open, true, near, true},
      {"29.5 m inside at sigma 10", 29.5, 200, 24.48, in, true, none, true},
      {"28 m outside at sigma 10", -28, 200, 24.48, open, false, near, true},
      {"29.5 m outside at sigma 10", -29.5, 200, 24.48, out, false, none, true},
      {"just inside", 1, 200, 24.48, open, true, near, true},
      {"290 m outside at sigma 10", -290, 200, 24.48, out, false, none, std::nullopt},
      {"edge of the covered ground at sigma 10", -995, 200, 24.48, open, false, unknown,
       std::nullopt},
      {"inside, but the phone knows nothing", 200, 200, 20000, open, std::nullopt, near,
       std::nullopt},
  };
  for (auto const& c : cases) {
    Position const position{at(c.x, c.y), sigma_of_radius95(c.radius95)};
    auto const verdict = decide_point(index, position, kToday);
    EXPECT_EQ(verdict.answer, c.answer) << c.what;
    EXPECT_EQ(verdict.likely_inside, c.likely) << c.what;
    EXPECT_EQ(verdict.doubt, c.doubt) << c.what;
    EXPECT_EQ(verdict.within_neighbourhood, c.within_300) << c.what;
  }
}

TEST(Verdict, ProbabilityIsKnownOnlyWhereTheSourceIs) {
  auto const index = make_index();
  EXPECT_EQ(decide_point(index, {at(200, 200)}, kToday).probability, 1.0);
  EXPECT_EQ(decide_point(index, {at(-200, 200)}, kToday).probability, 0.0);
  EXPECT_EQ(decide_point(index, {at(-2000, 200)}, kToday).probability, std::nullopt);
  EXPECT_EQ(decide_point(index, {at(-995, 200), 10}, kToday).probability, std::nullopt);
  EXPECT_NEAR(decide_point(index, {at(0, 200), 10}, kToday).probability.value(), 0.5, 1e-6);
}

TEST(Verdict, AnOverlapCountsOnce) {
  auto const a = perimeter("QN06201M", {rectangle(0, 0, 300, 400)});
  auto const b = perimeter("QN06202M", {rectangle(100, 0, 400, 400)});
  PerimeterIndex const index({a, b}, {}, {{a.validity, {rectangle(0, 0, 400, 400)}}});
  auto const verdict = decide_point(index, {at(200, 0), 10}, kToday);
  EXPECT_NEAR(index.mass_inside(at(200, 0), 10, kToday), 0.5, 1e-6);
  EXPECT_EQ(verdict.perimeters.size(), 2U);
}

// A perimeter much smaller than the error weighs less than 1 in 500 around a point that it holds.
TEST(Verdict, NeverNoToSomeoneWhoseBestPositionIsInside) {
  auto const tiny = perimeter("QN06201M", {rectangle(0, 0, 20, 20)});
  Ground const covered{tiny.validity, {rectangle(-90000, -90000, 90000, 90000)}};
  PerimeterIndex const index({tiny}, {covered}, {footprint(tiny)});
  Position const position{at(10, 10), sigma_of_radius95(2000)};
  ASSERT_LT(index.mass_inside(position.point, position.sigma_metres, kToday), 1.0 / 500);
  auto const verdict = decide_point(index, position, kToday);
  EXPECT_EQ(verdict.answer, Answer::kUncertain);
  EXPECT_EQ(verdict.doubt, Doubt::kNearBoundary);
}

TEST(Verdict, BoundaryIsToldUpToFiveKilometres) {
  auto const index = make_index();
  EXPECT_NEAR(decide_point(index, {at(-4990, 200)}, kToday).boundary->metres, 4990, 5);
  EXPECT_FALSE(decide_point(index, {at(-5100, 200)}, kToday).boundary);
}

TEST(Verdict, SigmaOfAPhonesRadius) { EXPECT_NEAR(sigma_of_radius95(24.48), 10.0, 0.002); }

}  // namespace
}  // namespace qpv
