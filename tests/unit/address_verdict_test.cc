// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/address_verdict.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/support/made_addresses.h"
#include "tests/support/shapes.h"

namespace qpv {
namespace {

using test::at;
using test::MadeAddresses;
using test::Row;

// A perimeter north of y = 0 and ground that is covered around it.
PerimeterIndex north() {
  auto const perimeter = test::perimeter("QN06201M", {test::rectangle(-1000, 0, 1000, 600)});
  Ground const covered{perimeter.validity, {test::rectangle(-3000, -3000, 3000, 3000)}};
  return {{perimeter}, {covered}, {test::footprint(perimeter)}};
}

std::vector<Row> street(std::string const& id, std::string const& name,
                        std::vector<std::pair<std::uint32_t, LonLat>> const& numbers) {
  std::vector<Row> rows;
  rows.reserve(numbers.size());
  for (auto const& [number, position] : numbers) {
    rows.push_back({id, number, "", name, "62300", "62498", "Lens", position});
  }
  return rows;
}

AddressVerdict decide(PerimeterIndex const& perimeters, AddressIndex const& addresses,
                      std::string_view text,
                      AddressRules const& rules = {.errors = test::own_position_errors()}) {
  SearchScratch scratch;
  AddressQuery query;
  query.text = text;
  return decide_address(perimeters, addresses, query, test::kToday, rules, scratch);
}

std::vector<Row> town() {
  auto rows = street("62498_0001", "Rue du Nord", {{2, at(0, 200)}, {4, at(20, 200)}});
  for (auto const& more :
       {street("62498_0002", "Rue du Sud", {{2, at(0, -200)}, {4, at(20, -200)}}),
        street("62498_0003", "Rue Traversière",
               {{2, at(50, -150)}, {4, at(50, -100)}, {6, at(50, 100)}, {8, at(50, 150)}}),
        street("62498_0004", "Rue du Bord", {{1, at(80, 2)}})}) {
    rows.insert(rows.end(), more.begin(), more.end());
  }
  return rows;
}

TEST(MatchVerdict, IsOfTheMatchWhateverElseFits) {
  auto const perimeters = north();
  MadeAddresses const base(town());
  auto const verdict_of = [&](std::string_view text) {
    SearchScratch scratch;
    std::vector<AddressMatch> found;
    search(*base, {.text = text}, scratch, found);
    return decide_match(perimeters, *base, found.at(0), test::kToday, {});
  };
  EXPECT_EQ(verdict_of("2 rue du Nord Lens").answer, Answer::kInside);
  EXPECT_EQ(verdict_of("2 rue du Sud Lens").answer, Answer::kOutside);
  EXPECT_EQ(verdict_of("rue Traversière Lens").doubt, Doubt::kStreetMixed);
  EXPECT_EQ(verdict_of("Lens").answer, Answer::kUncertain);
}

TEST(AddressVerdict, FollowsTheTable) {
  auto const perimeters = north();
  MadeAddresses const base(town());
  struct Case {
    char const* text;
    Answer answer;
    Doubt doubt;
  };
  for (auto const& [text, answer, doubt] : std::initializer_list<Case>{
           {"2 rue du nord 62300 lens", Answer::kInside, Doubt::kNone},
           {"2 rue du sud 62300 lens", Answer::kOutside, Doubt::kNone},
           {"rue du nord lens", Answer::kInside, Doubt::kNone},
           {"rue du sud lens", Answer::kOutside, Doubt::kNone},
           {"12 rue du nord lens", Answer::kInside, Doubt::kNone},  // no such number, all inside
           {"rue traversiere lens", Answer::kUncertain, Doubt::kStreetMixed},
           {"5 rue traversiere lens", Answer::kUncertain, Doubt::kStreetMixed},
           {"1 rue du bord lens", Answer::kUncertain, Doubt::kNearBoundary},
           {"2 avenue du sud lens", Answer::kUncertain, Doubt::kWeakMatch},
           {"lens", Answer::kUncertain, Doubt::kAmbiguous},
           {"2 rue inexistante lens", Answer::kNotFound, Doubt::kNone},
           {"xyz", Answer::kNotFound, Doubt::kNone},
           {"", Answer::kNotFound, Doubt::kNone},
       }) {
    auto const found = decide(perimeters, *base, text);
    EXPECT_EQ(found.verdict.answer, answer) << text;
    EXPECT_EQ(found.verdict.doubt, doubt) << text;
    EXPECT_EQ(found.candidates.empty(), answer == Answer::kNotFound) << text;
  }
  auto const mixed = decide(perimeters, *base, "rue traversiere lens");
  ASSERT_TRUE(mixed.street);
  EXPECT_EQ(mixed.street->inside, 2U);
  EXPECT_EQ(mixed.street->outside, 2U);
  EXPECT_EQ(mixed.street->ranges.size(), 2U);
}

TEST(AddressVerdict, ACommuneWithoutAnyPerimeterDecides) {
  auto const perimeter = test::perimeter("QN06201M", {test::rectangle(-1000, 0, 1000, 600)});
  Ground const covered{perimeter.validity, {test::rectangle(-9000, -9000, 9000, 9000)}};
  PerimeterIndex const perimeters{{perimeter}, {covered}, {test::footprint(perimeter)}};
  MadeAddresses const base(
      {{"62510_0001", 2, "", "Rue Haute", "62800", "62510", "Liévin", at(0, -3000)},
       {"62510_0001", 4, "", "Rue Haute", "62800", "62510", "Liévin", at(50, -3000)}});
  for (auto const* text : {"99 rue inconnue 62800 lievin", "lievin", "2 avenue haute lievin"}) {
    EXPECT_EQ(decide(perimeters, *base, text).verdict.answer, Answer::kOutside) << text;
  }
}

// Sides 4 m off the axis, which the boundary follows; positions off by the errors of their types.
TEST(AddressVerdict, AnInseeAgainstTheTextDecidesNothing) {
  auto const perimeter = test::perimeter("QN06201M", {test::rectangle(-1000, 0, 1000, 600)});
  Ground const covered{perimeter.validity, {test::rectangle(-9000, -9000, 9000, 9000)}};
  PerimeterIndex const perimeters{{perimeter}, {covered}, {test::footprint(perimeter)}};
  auto rows = town();
  for (std::uint32_t const number : {2U, 4U}) {
    rows.push_back({"62510_0001", number, "", "Rue Haute", "62800", "62510", "Liévin",
                    at(number * 10.0, -3000)});
  }
  MadeAddresses const base(rows);
  SearchScratch scratch;
  AddressRules const rules{.errors = test::own_position_errors()};
  auto const in_lievin = [&](AddressQuery query) {
    query.only_citycode = "62510";
    return decide_address(perimeters, *base, query, test::kToday, rules, scratch).verdict.answer;
  };
  EXPECT_NE(in_lievin({.text = "2 rue du Nord 62300 Lens"}), Answer::kOutside);
  EXPECT_NE(in_lievin({.text = "2 rue du Nord Lens"}), Answer::kOutside);
  EXPECT_NE(in_lievin({.text = "2 rue du Nord", .city = "Lens"}), Answer::kOutside);
  EXPECT_EQ(in_lievin({.text = "99 rue inconnue 62800 Liévin"}), Answer::kOutside);
  EXPECT_EQ(in_lievin({.text = "99 rue inconnue"}), Answer::kOutside);
  EXPECT_EQ(in_lievin({.text = "2 rue Haute"}), Answer::kOutside);
}

TEST(StreetAxis, TellsTheSidesOfABorderStreet) {
  auto const perimeters = north();
  AddressRules rules;
  rules.errors.by_type = {6, 3, 6, 4, 6, 6, 5, 10, 15};
  std::mt19937 random(1);
  std::discrete_distribution<int> type({10, 55, 8, 1, 0, 0, 4, 12, 10});
  constexpr std::uint32_t kNumbers = 60;
  std::size_t decided = 0;
  std::size_t wrong = 0;
  std::size_t asked = 0;
  for (int street = 0; street < 40; ++street) {
    std::vector<Row> rows;
    for (std::uint32_t number = 1; number <= kNumbers; ++number) {
      auto const of = static_cast<PositionType>(type(random));
      std::normal_distribution<double> error(0, rules.errors.of(of));
      double const x = 5.0 * number - 300;
      double const y = number % 2 == 1 ? 4 : -4;
      rows.push_back({"62498_0001", number, "", "Rue de la Limite", "62300", "62498", "Lens",
                      at(x + error(random), y + error(random)), of});
    }
    MadeAddresses const base(rows);
    for (std::uint32_t number = 1; number <= kNumbers; ++number) {
      auto const text = std::to_string(number) + " rue de la limite 62300 lens";
      auto const answer = decide(perimeters, *base, text, rules).verdict.answer;
      ++asked;
      if (answer == Answer::kUncertain) continue;
      ++decided;
      wrong += (answer == Answer::kInside) != (number % 2 == 1) ? 1 : 0;
    }
  }
  EXPECT_GE(decided * 100, asked * 95) << decided << " of " << asked;
  EXPECT_LE(wrong * 1000, asked) << wrong << " of " << asked;
}

// A street that crosses the boundary has numbers on both sides of it, not on both sides of itself.
TEST(StreetAxis, SaysNothingOfAStreetThatCrosses) {
  auto const perimeters = north();
  std::vector<Row> rows;
  for (std::uint32_t number = 1; number <= 40; ++number) {
    double const along = 6.0 * number - 120;
    rows.push_back({"62498_0001", number, "", "Rue Oblique", "62300", "62498", "Lens",
                    at(along, along * 0.3 + (number % 2 == 1 ? 3 : -3))});
  }
  MadeAddresses const base(rows);
  auto const verdict = decide(perimeters, *base, "20 rue oblique 62300 lens").verdict;
  EXPECT_EQ(verdict.answer, Answer::kUncertain);
  EXPECT_EQ(verdict.doubt, Doubt::kNearBoundary);
}

}  // namespace
}  // namespace qpv
