// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/street_register.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/dataset/street_diff.h"
#include "tests/support/made_addresses.h"
#include "tests/support/shapes.h"
#include "tests/support/small_addresses.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/page_fixture.h"

namespace qpv {
namespace {

using test::at;
using test::number_of;

std::vector<GenerationSummary> const kGenerations{
    {2024, {make_date(2024, 1, 1), {}}, 1, "polygons"}};

// A square of 400 m on covered ground.
PerimeterIndex square() {
  auto const one = test::perimeter("QN06201M", {test::rectangle(0, 0, 400, 400)});
  Ground const covered{one.validity, {test::rectangle(-4000, -4000, 4000, 4000)}};
  return PerimeterIndex({one}, {covered}, {test::footprint(one)});
}

std::string register_of(std::vector<AddressRow> const& rows) {
  auto const small = test::small_addresses(rows);
  auto const text =
      write_street_register(square(), small.index, test::own_position_errors(), kGenerations);
  return text.substr(text.find('\n') + 1);
}

TEST(StreetRegister, HasARowForEachRunOfOneSide) {
  std::string const lens = "2024;62498;Lens;";
  EXPECT_EQ(register_of({number_of("62498_0001", "Rue Dedans", 1, at(200, 200)),
                         number_of("62498_0001", "Rue Dedans", 2, at(210, 200)),
                         number_of("62498_0002", "Rue Mixte", 1, at(200, 200)),
                         number_of("62498_0002", "Rue Mixte", 3, at(200, 300), "bis"),
                         number_of("62498_0002", "Rue Mixte", 5, at(200, 402)),
                         number_of("62498_0002", "Rue Mixte", 7, at(200, 600)),
                         number_of("62498_0002", "Rue Mixte", 2, at(200, 620)),
                         number_of("62498_0003", "Rue \"Loin\"; là", 4, at(900, 900))}),
            lens + "62498_0001;Rue Dedans;tous;1;2;2;QN06201M;dedans;\n" +               //
                lens + "62498_0002;Rue Mixte;impairs;1;3bis;2;QN06201M;dedans;\n" +      //
                lens + "62498_0002;Rue Mixte;impairs;5;5;1;;en doute;limite proche\n" +  //
                lens + "62498_0002;Rue Mixte;impairs;7;7;1;;dehors;\n" +                 //
                lens + "62498_0002;Rue Mixte;pairs;2;2;1;;dehors;\n" +                   //
                lens + "62498_0003;\"Rue \"\"Loin\"\"; là\";tous;4;4;1;;dehors;\n");
}

TEST(StreetRegister, HasOneRowForACommuneThatHasOneAnswer) {
  EXPECT_EQ(register_of({number_of("62498_0001", "Rue Loin", 1, at(-2000, -2000)),
                         number_of("62498_0001", "Rue Loin", 2, at(-2000, -2010))}),
            "2024;62498;Lens;;;tous;;;2;;dehors;\n");
  EXPECT_EQ(register_of({number_of("62498_0001", "Rue Ailleurs", 1, at(-9000, -9000))}),
            "2024;62498;Lens;;;tous;;;1;;en doute;hors des données\n");
}

TEST(StreetRegister, TakesADayOnWhichAGenerationIsInForceEverywhere) {
  std::vector<GenerationSummary> const all{
      {2015, {make_date(2015, 1, 1), make_date(2023, 12, 31)}, 9, "france"},
      {2024, {make_date(2024, 1, 1), {}}, 9, "france"},
      {2024, {make_date(2025, 1, 1), {}}, 9, "france"}};
  EXPECT_EQ(generations_of(all), (std::vector{2015, 2024}));
  EXPECT_EQ(day_of(all, 2015), make_date(2015, 1, 1));
  EXPECT_EQ(day_of(all, 2024), make_date(2025, 1, 1));
  EXPECT_FALSE(day_of(all, 2030));
}

// A dataset of one perimeter and some addresses.
class StreetDiffs : public testing::Test {
 protected:
  Dataset make(std::string const& name, MultiPolygon const& shape,
               std::vector<AddressRow> const& rows) {
    auto const perimeter = test::perimeter("QN06201M", shape);
    Ground const covered{perimeter.validity, {test::rectangle(-4000, -4000, 4000, 4000)}};
    Dataset out = test::dataset({perimeter});
    out.perimeters = PerimeterIndex({perimeter}, {covered}, {test::footprint(perimeter)});
    out.manifest.generations = kGenerations;
    out.manifest.files = {{"perimeters.gpkg", 1, name}};
    auto const small = test::small_addresses(rows);
    test::write_file(dir_ / name, *small.bytes);
    out.addresses = open_addresses(dir_ / name, IndexCheck::kEverything).value();
    out.addresses->errors = test::own_position_errors();
    return out;
  }

  static std::vector<std::string> numbers(std::vector<NumberDiff> const& changes) {
    std::vector<std::string> out;
    out.reserve(changes.size());
    for (auto const& each : changes) out.push_back(each.number);
    return out;
  }

  test::TempDir dir_;
};

TEST_F(StreetDiffs, TellWhatAMovedBoundaryChanges) {
  std::vector<AddressRow> const rows{number_of("62498_0001", "Rue A", 1, at(200, 200)),
                                     number_of("62498_0001", "Rue A", 3, at(200, 500)),
                                     number_of("62498_0001", "Rue A", 3, at(200, 510), "bis"),
                                     number_of("62498_0001", "Rue A", 5, at(200, 605)),
                                     number_of("62498_0001", "Rue A", 7, at(200, 900)),
                                     number_of("62498_0002", "Rue B", 2, at(-900, -900))};
  auto const before = make("a", {test::rectangle(0, 0, 400, 400)}, rows);
  auto const after = make("b", {test::rectangle(0, 0, 400, 600)}, rows);
  auto const diff = diff_streets(before, after);
  ASSERT_EQ(diff.streets.size(), 1U);
  auto const& street = diff.streets.front();
  EXPECT_EQ(street.id, "62498_0001");
  EXPECT_EQ(street.commune, "Lens");
  EXPECT_EQ(numbers(street.moved), (std::vector<std::string>{"3", "3bis"}));
  EXPECT_EQ(street.moved.front().before, (StandingText{{}, Side::kOutside, Doubt::kNone}));
  EXPECT_EQ(street.moved.front().after, (StandingText{{"QN06201M"}, Side::kInside, Doubt::kNone}));
  EXPECT_EQ(numbers(street.answered), (std::vector<std::string>{"5"}));
  EXPECT_EQ(street.answered.front().after, (StandingText{{}, Side::kDoubt, Doubt::kNearBoundary}));
  EXPECT_TRUE(street.added.empty());
  EXPECT_TRUE(street.removed.empty());
}

TEST_F(StreetDiffs, TellWhatAnotherBaseChanges) {
  MultiPolygon const shape{test::rectangle(0, 0, 400, 400)};
  auto const before = make("a", shape,
                           {number_of("62498_0001", "Rue A", 1, at(200, 200)),
                            number_of("62498_0001", "Rue A", 2, at(200, 220)),
                            number_of("62498_0001", "Rue A", 4, at(900, 900))});
  auto const after = make("b", shape,
                          {number_of("62498_0001", "Rue A", 1, at(200, 700)),
                           number_of("62498_0001", "Rue A", 6, at(950, 900)),
                           number_of("62498_0002", "Rue B", 8, at(300, 300))});
  auto const diff = diff_streets(before, after);
  ASSERT_EQ(diff.streets.size(), 2U);
  EXPECT_EQ(numbers(diff.streets[0].moved), (std::vector<std::string>{"1"}));
  EXPECT_EQ(numbers(diff.streets[0].removed), (std::vector<std::string>{"2"}));
  EXPECT_TRUE(diff.streets[0].added.empty()) << "6 is far from everything";
  EXPECT_EQ(diff.streets[1].name, "Rue B");
  EXPECT_EQ(numbers(diff.streets[1].added), (std::vector<std::string>{"8"}));
  EXPECT_FALSE(diff.streets[1].added.front().before);
}

TEST_F(StreetDiffs, AreNoneOfTheSameData) {
  MultiPolygon const shape{test::rectangle(0, 0, 400, 400)};
  std::vector<AddressRow> const rows{number_of("62498_0001", "Rue A", 1, at(200, 200))};
  EXPECT_TRUE(diff_streets(make("a", shape, rows), make("b", shape, rows)).streets.empty());
}

}  // namespace
}  // namespace qpv
