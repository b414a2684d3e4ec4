// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/plan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "service/handlers/outline.h"
#include "tests/unit/page_fixture.h"

namespace qpv::handlers {
namespace {

using test::box;
using test::circle;
using test::count;
using test::dataset;
using test::perimeter;

constexpr Date kDay = make_date(2026, 11, 23);

std::size_t vertices(std::vector<Outline> const& drawn) {
  std::size_t total = 0;
  for (auto const& outline : drawn) {
    for (auto const& points : outline) total += points.size();
  }
  return total;
}

TEST(Outline, KeepsCornersAndDropsWhatIsStraight) {
  // A square of about 7 km with a vertex in the middle of its southern side.
  auto const p =
      perimeter("QN06201M", "a",
                {{2.8, 50.4}, {2.85, 50.4}, {2.9, 50.4}, {2.9, 50.46}, {2.8, 50.46}, {2.8, 50.4}});
  auto const view = view_of({{2.8, 50.4}, {2.9, 50.46}});
  auto const drawn = outlines({&p}, view, 3000);
  ASSERT_EQ(drawn.size(), 1U);
  ASSERT_EQ(drawn[0].size(), 1U);
  EXPECT_EQ(drawn[0][0].size(), 4U);
  EXPECT_TRUE(to_path(drawn[0]).ends_with("z"));
}

TEST(Outline, KeepsHolesThatShow) {
  auto p = perimeter("QN06201M", "a", box(2.8, 50.4, 2.9, 50.46));
  p.shape[0].holes = {box(2.82, 50.42, 2.84, 50.43), box(2.85, 50.44, 2.8500001, 50.4400001)};
  auto const drawn = outlines({&p}, view_of({{2.8, 50.4}, {2.9, 50.46}}), 3000);
  EXPECT_EQ(drawn[0].size(), 2U);
}

TEST(Outline, StaysWithinItsBound) {
  std::vector<Perimeter> perimeters;
  perimeters.reserve(40);
  for (int i = 0; i < 40; ++i) {
    perimeters.push_back(
        perimeter(fmt::format("QN062{:02}M", i), "a", circle({2.6 + 0.01 * i, 50.4}, 0.004, 1000)));
  }
  std::vector<Perimeter const*> shown;
  shown.reserve(perimeters.size());
  for (auto const& each : perimeters) shown.push_back(&each);
  auto const view = view_of({{2.6, 50.3}, {3.0, 50.5}});
  EXPECT_LE(vertices(outlines(shown, view, 3000)), 3000U);
  EXPECT_LE(vertices(outlines(shown, view, 300)), 300U);
  // Never less than a point each.
  auto const least = outlines(shown, view, 1);
  EXPECT_EQ(vertices(least), 40U);
  EXPECT_TRUE(to_path(least[0]).ends_with("h1"));
}

TEST(Plan, AWholeCountryIsDrawnInLittleSpaceAndTime) {
  std::vector<Perimeter> perimeters;
  perimeters.reserve(1601);
  for (int i = 0; i < 1600; ++i) {
    int const row = i / 40;
    LonLat const centre{-1.0 + 0.2 * (i % 40), 43.0 + 0.18 * row};
    perimeters.push_back(perimeter(fmt::format("QN{:05}M", i), "Cité", circle(centre, 0.005, 150)));
  }
  // Overseas: not on the same plan.
  perimeters.push_back(perimeter("QN97401N", "Là-bas", box(55.4, -21.0, 55.5, -20.9)));
  auto const data = dataset(std::move(perimeters));
  auto const start = std::chrono::steady_clock::now();
  auto const svg = draw_plan(data, kDay, nullptr).text;
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  EXPECT_EQ(count(svg, "<path class=\"perimeter\""), 1600U);
  EXPECT_EQ(count(svg, "Là-bas"), 0U);
  EXPECT_EQ(count(svg, "<a "), 0U) << "too many to choose from";
  EXPECT_LT(svg.size(), 250'000U);
}

TEST(Plan, ShowsTheTerritoryInForce) {
  auto neighbour = perimeter("QN06202M", "Voisin", box(2.82, 50.4, 2.83, 50.41));
  neighbour.in_territory = false;
  auto old = perimeter("QP062001", "Ancien", box(2.84, 50.4, 2.85, 50.41));
  old.validity = {make_date(2015, 1, 1), make_date(2023, 12, 31)};
  auto const data =
      dataset({perimeter("QN06201M", "Ici", box(2.8, 50.4, 2.81, 50.41)), neighbour, old});
  auto const today = draw_plan(data, kDay, nullptr).text;
  EXPECT_EQ(count(today, "<title>Ici (Lens)</title>"), 1U);
  EXPECT_EQ(count(today, "<a href=\"quartiers/QN06201M\"><path"), 1U);
  EXPECT_EQ(count(today, "Voisin"), 0U);
  EXPECT_EQ(count(today, "Ancien"), 0U);
  auto const before = draw_plan(data, make_date(2020, 1, 1), nullptr).text;
  EXPECT_EQ(count(before, "Ici"), 0U);
  EXPECT_EQ(count(before, "Ancien"), 1U);
  EXPECT_EQ(draw_plan(data, make_date(2010, 1, 1), nullptr).text, "");
}

TEST(Plan, MarksTheAnswer) {
  auto const data = dataset({perimeter("QN06201M", "Ici", box(2.8, 50.4, 2.81, 50.41))});
  EXPECT_EQ(count(draw_plan(data, kDay, nullptr).text, "class=\"dot\""), 0U);
  PlanMark mark{{2.805, 50.405}, 120, {data.perimeters.all().data()}};
  auto const svg = draw_plan(data, kDay, &mark).text;
  EXPECT_EQ(count(svg, "class=\"dot\""), 1U);
  EXPECT_EQ(count(svg, "perimeter named"), 1U);
  EXPECT_EQ(count(svg, "r=\"120\""), 1U);
  // A point outside of the plan is not drawn at its edge.
  mark.point = {2.35, 48.85};
  EXPECT_EQ(count(draw_plan(data, kDay, &mark).text, "class=\"dot\""), 0U);
}

TEST(Plan, AroundAPlaceReachesAsFarAsAnswersDo) {
  auto const data = dataset({perimeter("QN06201M", "Ici", box(2.8, 50.4, 2.81, 50.41))});
  auto const near = [&](double lon) {
    return draw_plan_near(data, kDay, {{lon, 50.405}, 0, {}}, "Plan").text;
  };
  EXPECT_EQ(count(near(2.87), "<title>Ici (Lens)</title>"), 1U) << "4.2 km away";
  EXPECT_EQ(near(2.89), "") << "nothing within 5 km: an empty plan says nothing";
}

TEST(Plan, EscapesNames) {
  auto hostile = perimeter("QN06201M", "</title><script>x</script>", box(2.8, 50.4, 2.81, 50.41));
  hostile.communes[0].name = "\" onload=\"x";
  auto data = dataset({hostile});
  data.territory = Territory{};
  data.territory->communes = {{"62498", "<b>Lens</b>", {}, 30000, {2.805, 50.405}}};
  auto const svg = draw_plan(data, kDay, nullptr).text;
  EXPECT_EQ(count(svg, "<script"), 0U);
  EXPECT_EQ(count(svg, "<b>"), 0U);
  EXPECT_EQ(count(svg, "\" onload"), 0U);
  EXPECT_EQ(count(svg, "&lt;b&gt;Lens"), 1U);
}

TEST(Plan, LabelsDoNotCoverEachOther) {
  auto data = dataset({perimeter("QN06201M", "Ici", box(2.7, 50.35, 2.9, 50.45))});
  data.territory = Territory{};
  data.territory->communes = {{"62001", "Petite", {}, 500, {2.8, 50.4}},
                              {"62002", "Moyenne", {}, 5000, {2.8, 50.4}},
                              {"62003", "Grande", {}, 25000, {2.8, 50.4}}};
  for (int i = 0; i < 60; ++i) data.territory->communes.push_back(data.territory->communes[0]);
  auto const svg = draw_plan(data, kDay, nullptr).text;
  // The largest keeps its place, and the crowd is left out.
  EXPECT_EQ(count(svg, "city"), 1U);
  EXPECT_LT(count(svg, "<text class=\"label"), 16U);
}

}  // namespace
}  // namespace qpv::handlers
