// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/lists.h"

#include <gtest/gtest.h>

namespace qpv::ogr {
namespace {

TEST(Lists, SplitOnCommaAndSemicolonWithIrregularSpaces) {
  EXPECT_EQ(split_list("Loos,  Lezennes"), (std::vector<std::string>{"Loos", "Lezennes"}));
  EXPECT_EQ(split_list(" 62276;62401 ,, 62464;"),
            (std::vector<std::string>{"62276", "62401", "62464"}));
  EXPECT_EQ(split_list("Bully-les-Mines"), std::vector<std::string>{"Bully-les-Mines"});
  EXPECT_TRUE(split_list(" ; , ").empty());
  EXPECT_TRUE(split_list("").empty());
}

TEST(Lists, SqueezedTakesNoBreakSpacesToo) {
  EXPECT_EQ(squeezed("  Cité \t 12\xC2\xA0-\xC2\xA0 14 "), "Cité 12 - 14");
}

TEST(InseeCode, GetsItsZeroBack) {
  EXPECT_EQ(whole_insee_code("1004"), "01004");
  EXPECT_EQ(whole_insee_code("1004.0"), "01004");
  EXPECT_EQ(whole_insee_code("62498"), "62498");
  EXPECT_EQ(whole_insee_code("2a004"), "2A004");
  EXPECT_EQ(whole_insee_code("97411"), "97411");
}

}  // namespace
}  // namespace qpv::ogr
