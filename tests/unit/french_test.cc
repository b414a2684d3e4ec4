// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/french.h"

#include <gtest/gtest.h>

namespace qpv::handlers {
namespace {

TEST(French, MetresHaveACommaAndNarrowSpaces) {
  EXPECT_EQ(format_metres(0), "0,0\u00A0m");
  EXPECT_EQ(format_metres(8.44), "8,4\u00A0m");
  EXPECT_EQ(format_metres(9.949), "9,9\u00A0m");
  EXPECT_EQ(format_metres(9.95), "10\u00A0m");
  EXPECT_EQ(format_metres(80.68), "81\u00A0m");
  EXPECT_EQ(format_metres(999.5), "1\u202F000\u00A0m");
  EXPECT_EQ(format_metres(1204), "1\u202F204\u00A0m");
  EXPECT_EQ(format_metres(1234567), "1\u202F234\u202F567\u00A0m");
}

TEST(French, DegreesKeepFiveDecimals) {
  EXPECT_EQ(format_degrees(2.84358), "2,84358");
  EXPECT_EQ(format_degrees(-61.5), "-61,50000");
}

TEST(French, DaysInWords) {
  EXPECT_EQ(format_day(make_date(2024, 1, 1)), "1er\u00A0janvier 2024");
  EXPECT_EQ(format_day(make_date(2026, 11, 23)), "23\u00A0novembre 2026");
}

TEST(French, ChancesNeverClaimCertainty) {
  EXPECT_EQ(format_chances(0.784), "78\u00A0chances sur\u00A0100");
  EXPECT_EQ(format_chances(0.001), "1\u00A0chance sur\u00A0100");
  EXPECT_EQ(format_chances(0.9999), "99\u00A0chances sur\u00A0100");
}

TEST(French, SpacesThatDoNotBreak) {
  EXPECT_EQ(typeset("Le membre « a » : oui ; non ? Si !"),
            "Le membre «\u00A0a\u00A0»\u00A0: oui\u00A0; non\u00A0? Si\u00A0!");
  EXPECT_EQ(typeset("à 12:30, a:b"), "à 12:30, a:b");
  EXPECT_EQ(typeset(""), "");
}

TEST(French, TypedNumbers) {
  EXPECT_EQ(parse_typed_number("2,84358"), 2.84358);
  EXPECT_EQ(parse_typed_number(" 2.84358\t"), 2.84358);
  EXPECT_EQ(parse_typed_number("\u00A050,4\u202F"), 50.4);
  EXPECT_EQ(parse_typed_number("-61"), -61);
  for (auto const* const wrong :
       {"", " ", "2,8,4", "2.8,4", "2,8 4", "nan", "inf", "1e999", "0x1p3", "2,8°", "deux"}) {
    EXPECT_EQ(parse_typed_number(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace qpv::handlers
