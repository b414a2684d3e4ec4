// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/question.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "geo/batch/review.h"
#include "geo/batch/row_date.h"

namespace qpv::batch {
namespace {

using enum Role;

Question ask(std::vector<Role> const& roles, std::vector<std::string_view> const& cells) {
  Columns columns;
  columns.roles = roles;
  columns.names.resize(roles.size());
  return QuestionReader(columns).read(cells);
}

TEST(Question, JoinsColumnsInTheFilesOrder) {
  auto const question = ask({kAddress, kNone, kAddress, kCommune},
                            {" 12 rue Pasteur ", "Martin", "62300", "Lens\u00A0"});
  EXPECT_EQ(question.text, "12 rue Pasteur 62300");
  EXPECT_EQ(question.city, "Lens");
  EXPECT_TRUE(question.has_address());
}

TEST(Question, PartsStayPartsBesideAStreet) {
  auto const question = ask({kNumber, kSuffix, kStreet, kStreet}, {"12", "bis", "rue", "Pasteur"});
  EXPECT_EQ(question.housenumber, "12 bis");
  EXPECT_EQ(question.street, "rue Pasteur");
  EXPECT_EQ(question.text, "");
}

TEST(Question, NumberGoesBeforeAnAddressOnOneLine) {
  auto const question = ask({kAddress, kNumber}, {"rue Pasteur", "12"});
  EXPECT_EQ(question.text, "12 rue Pasteur");
  EXPECT_EQ(question.housenumber, "");
  EXPECT_FALSE(ask({kAddress, kNumber}, {"", "12"}).has_address());
}

TEST(Question, ComplementCountsWhereNothingElseDoes) {
  EXPECT_EQ(ask({kAddress, kComplement}, {"12 rue Pasteur", "Bât. B"}).text, "12 rue Pasteur");
  EXPECT_EQ(ask({kAddress, kComplement}, {"", "Résidence des Lilas"}).text, "Résidence des Lilas");
}

TEST(Question, CodesGetTheirZeroBack) {
  auto const question = ask({kPostcode, kCitycode}, {"1000", "1053"});
  EXPECT_EQ(question.postcode, "01000");
  EXPECT_EQ(question.citycode, "01053");
  EXPECT_EQ(question.zeros, 2U);
  EXPECT_EQ(ask({kPostcode}, {"100"}).postcode, "100");
  EXPECT_EQ(ask({kCitycode}, {"2A004"}).citycode, "2A004");
  EXPECT_EQ(ask({kCitycode}, {"Lens"}).citycode, "");
}

TEST(Question, PlaceCountsWithoutAnAddress) {
  auto const place = ask({kLat, kLon}, {"50,43465", "2,84358"}).place;
  ASSERT_TRUE(place);
  EXPECT_EQ(*place, (LonLat{2.84358, 50.43465}));
  EXPECT_FALSE(ask({kLat, kLon, kCommune}, {"50.4", "2.8", "Lens"}).place);
  EXPECT_FALSE(ask({kLat, kLon}, {"50.4", ""}).place);
  EXPECT_FALSE(ask({kLat, kLon}, {"95", "2.8"}).place);
  EXPECT_FALSE(ask({kLat, kLon}, {"nord", "2.8"}).place);
}

TEST(Question, LongTextsAreCutBetweenCharacters) {
  std::string long_text;
  for (int i = 0; i < 300; ++i) long_text += "é";
  EXPECT_EQ(ask({kAddress}, {long_text}).text, long_text.substr(0, 400));
}

TEST(Question, CellsMayLack) {
  EXPECT_FALSE(ask({kNone, kAddress, kCommune}, {"1"}).has_address());
}

TEST(Question, DatesOfRows) {
  EXPECT_EQ(ask({kDate}, {"01/09/2023"}).date, make_date(2023, 9, 1));
  EXPECT_FALSE(ask({kDate}, {""}).date_unreadable);
  EXPECT_TRUE(ask({kDate}, {"hier"}).date_unreadable);
}

TEST(RowDate, ReadsWhatListsHave) {
  auto const day = make_date(2024, 3, 1);
  for (auto const* text :
       {"01/03/2024", "1/3/2024", "01-03-2024", "1.3.2024", "2024-03-01", "2024-03-01T00:00:00",
        "2024-03-01 00:00:00", "01/03/2024 00:00", "2024-03-01T00:00:00.000Z"}) {
    EXPECT_EQ(read_row_date(text), day) << text;
  }
  for (auto const* text : {"", "1/3/24", "31/02/2024", "2024/03/01", "03/2024", "45352", "01/03",
                           "1/3-2024", "2024-03-01 hier", "0/3/2024", "01/13/2024"}) {
    EXPECT_FALSE(read_row_date(text)) << text;
  }
}

TEST(ReviewGroups, SpellingsOfOneAddressAreOneGroup) {
  auto const roles = std::vector{kAddress, kPostcode, kCommune};
  auto const a = ask(roles, {"12, Rue de l’Église", "62300", "LENS"});
  auto const b = ask(roles, {"12 rue de l'eglise ", "62300", "Lens"});
  EXPECT_EQ(group_key(a), "12 rue de l eglise|62300|lens|");
  EXPECT_EQ(group_key(a), group_key(b));
  EXPECT_NE(group_key(a), group_key(ask(roles, {"12 rue de l'eglise", "62300", "Avion"})));
  auto const neighbour = ask(roles, {"14 bis rue de l'Eglise", "62300", "Lens"});
  EXPECT_NE(group_key(a), group_key(neighbour));
  EXPECT_EQ(street_key(a), "rue de l eglise|62300|lens|");
}

}  // namespace
}  // namespace qpv::batch
