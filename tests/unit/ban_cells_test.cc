// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/cells.h"

#include <gtest/gtest.h>

#include <string>

#include "geo/address/address_id.h"

namespace qpv::ban {
namespace {

TEST(BanCells, Numbers) {
  EXPECT_EQ(read_number("12"), 12U);
  EXPECT_EQ(read_number("00012"), 12U);
  EXPECT_EQ(read_number("12.0"), 12U);
  EXPECT_EQ(read_number("0"), 0U);
  EXPECT_EQ(read_number("99999"), 99999U);
  for (char const* text : {"", "100000", "12.5", "-1", "+1", "12 bis", "x", ".0", "4294967297"}) {
    EXPECT_FALSE(read_number(text)) << text;
  }
}

TEST(BanCells, Degrees) {
  EXPECT_EQ(read_degrees("2.488881"), 2.488881);
  EXPECT_EQ(read_degrees("2,488881"), 2.488881);
  EXPECT_EQ(read_degrees("-21"), -21.0);
  for (char const* text : {"", "nan", "NaN", "inf", "1e999", "2.4.8", "1,2,3", "2.4°"}) {
    EXPECT_FALSE(read_degrees(text)) << text;
  }
}

TEST(BanCells, PositionsAreInFrance) {
  EXPECT_EQ(read_position("2.83", "50.43"), (LonLat{2.83, 50.43}));
  EXPECT_TRUE(read_position("164.9", "-21.1"));  // Nouvelle-Calédonie
  EXPECT_TRUE(read_position("-56.2", "46.8"));   // Saint-Pierre
  EXPECT_TRUE(read_position("-176.2", "-13.3"));
  EXPECT_EQ(read_position("50.43", "2.83").error(), Fault::kOutside) << "the wrong way round";
  EXPECT_EQ(read_position("0", "0").error(), Fault::kOutside);
  EXPECT_EQ(read_position("", "50").error(), Fault::kPosition);
}

TEST(BanCells, PositionTypes) {
  EXPECT_EQ(read_position_type("entrée"), PositionType::kEntrance);
  EXPECT_EQ(read_position_type("ENTRÉE"), PositionType::kEntrance);
  EXPECT_EQ(read_position_type("bâtiment"), PositionType::kBuilding);
  EXPECT_EQ(read_position_type("cage d’escalier"), PositionType::kStaircase);
  EXPECT_EQ(read_position_type("Cage d'escalier"), PositionType::kStaircase);
  EXPECT_EQ(read_position_type("logement"), PositionType::kUnit);
  EXPECT_EQ(read_position_type("service technique"), PositionType::kService);
  EXPECT_EQ(read_position_type("Delivrance postale"), PositionType::kDelivery);
  EXPECT_EQ(read_position_type("délivrance postale"), PositionType::kDelivery);
  EXPECT_EQ(read_position_type("parcelle"), PositionType::kParcel);
  EXPECT_EQ(read_position_type("segment"), PositionType::kSegment);
  for (char const* text : {"", "inconnue", "entréesegment", "a very long text that is no type"}) {
    EXPECT_EQ(read_position_type(text), PositionType::kUnknown) << text;
  }
}

TEST(BanCells, CodesThatLostTheirZero) {
  Code code;
  EXPECT_EQ(code.citycode("62498"), "62498");
  EXPECT_EQ(code.citycode("1002"), "01002");
  EXPECT_EQ(code.citycode("1002.0"), "01002");
  EXPECT_EQ(code.citycode("62498.0"), "62498");
  EXPECT_EQ(code.citycode("2A004"), "2A004");
  EXPECT_EQ(code.citycode("2b033"), "2B033");
  EXPECT_EQ(code.postcode("2840"), "02840");
  for (char const* text : {"", "624", "624980", "6A498", "2C004", "62 98", "2A4", "Lens!"}) {
    EXPECT_FALSE(code.citycode(text)) << text;
  }
  EXPECT_FALSE(code.postcode("2A004"));
}

TEST(BanCells, AStreetsIdIsTheBeginningOfItsNumbers) {
  EXPECT_EQ(street_of("62498_0123_00012_bis"), "62498_0123");
  EXPECT_EQ(street_of("01002_w4ld4h_00006"), "01002_w4ld4h");
  EXPECT_EQ(street_of("62498_0123"), "62498_0123");
  EXPECT_EQ(street_of("2A004_b010_00001"), "2A004_b010");
  for (char const* id : {"", "62498", "62498_", "62498__00012", "62498_0123_bis",
                         "5e0c6a1e-6d6f-4a8e-9b58-7f2f4a5d3c11"}) {
    EXPECT_EQ(street_of(id), "") << id;
  }
}

TEST(BanCells, MadeIdsAreStableAndApart) {
  auto const id = made_street_id("62498", "", "Rue Pasteur");
  EXPECT_EQ(id, made_street_id("62498", "", "Rue Pasteur"));
  EXPECT_EQ(id.substr(0, 6), "62498_");
  EXPECT_EQ(id.size(), 18U);
  EXPECT_EQ(street_of(id), id);
  EXPECT_NE(id, made_street_id("62498", "62001", "Rue Pasteur"));
  EXPECT_NE(id, made_street_id("62427", "", "Rue Pasteur"));
  EXPECT_NE(made_street_id("1", "23", "4"), made_street_id("12", "3", "4"));
  EXPECT_EQ(number_id("62498_0123", 12, "bis"), "62498_0123_00012_bis");
  EXPECT_EQ(number_id("62498_0123", 99999, ""), "62498_0123_99999");
}

}  // namespace
}  // namespace qpv::ban
