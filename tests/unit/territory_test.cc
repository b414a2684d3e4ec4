// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/territory.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

TEST(Territory, TheEmbeddedOne) {
  auto const territory =
      read_territory(test::read_file(test::source_dir() / "data/territory/territory.json"));
  ASSERT_TRUE(territory.has_value()) << territory.error().message;
  EXPECT_EQ(territory->siren, "246200364");
  EXPECT_EQ(territory->communes.size(), 36U);
  EXPECT_EQ(territory->quartiers.size(), 21U);
  ASSERT_TRUE(territory->contact.has_value());
  EXPECT_EQ(territory->contact->phone, "03 21 79 05 30");
}

TEST(Territory, AConventionIsKnownOrNot) {
  auto const read = [](std::string const& rows) {
    return read_territory(
        R"({"siren":"246200364","name":"a","contract":"b","communes":[],"quartiers":[],"npnru":)" +
        rows + "}");
  };
  auto const known = read(R"([{"perimeter":"A","convention":true},
      {"perimeter":"B","convention":false,"source":"x"},{"perimeter":"C","convention":null}])");
  ASSERT_TRUE(known) << known.error().message;
  ASSERT_EQ(known->renewals.size(), 3U);
  EXPECT_EQ(known->renewals[0].convention, true);
  EXPECT_EQ(known->renewals[1].convention, false);
  EXPECT_EQ(known->renewals[2].convention, std::nullopt);
  EXPECT_TRUE(read("null")->renewals.empty());
  EXPECT_EQ(read(R"([{"perimeter":"A","convention":"yes"}])").error().where, "npnru[0].convention");
}

TEST(Territory, ARightIsOpenOnItsDays) {
  auto const read = [](std::string const& rows) {
    return read_territory(
        R"({"siren":"246200364","name":"a","contract":"b","communes":[],"quartiers":[],"rights":)" +
        rows + "}");
  };
  auto const known = read(
      R"([{"title":"a","text":"b","from":"2015-01-01","to":"2025-12-31","source":"c"},
          {"title":"a","text":"b","from":null,"to":null,"source":"c"}])");
  ASSERT_TRUE(known) << known.error().message;
  auto const& right = known->rights.at(0);
  EXPECT_FALSE(right.is_open(make_date(2014, 12, 31)));
  EXPECT_TRUE(right.is_open(make_date(2015, 1, 1)));
  EXPECT_TRUE(right.is_open(make_date(2025, 12, 31)));
  EXPECT_FALSE(right.is_open(make_date(2026, 1, 1)));
  EXPECT_TRUE(known->rights.at(1).is_open(make_date(2026, 1, 1)));
  EXPECT_EQ(read(R"([{"title":"a","text":"b","from":"2015","source":"c"}])").error().where,
            "rights[0].from");
  EXPECT_EQ(read(R"([{"title":"a","text":"b","from":"2015-01-02","to":"2015-01-01","source":"c"}])")
                .error()
                .where,
            "rights[0].to");
  EXPECT_EQ(read(R"([{"title":"a","text":"b"}])").error().where, "rights[0].source");
}

TEST(Territory, NamesTheFieldAtFault) {
  auto const at = [](char const* json) { return read_territory(json).error().where; };
  EXPECT_EQ(at(R"({"siren":"1","name":"a","contract":"b","communes":[],"quartiers":[]})"), "siren");
  EXPECT_EQ(at(R"({"siren":"246200364","name":"a","contract":"b","communes":[],
                   "quartiers":[{"name":"c","perimeters":[1]}]})"),
            "quartiers[0].perimeters");
  EXPECT_EQ(at(R"({"siren":"246200364","name":"a","contract":"b","quartiers":[]})"), "communes");
}

}  // namespace
}  // namespace qpv
