// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/date.h"

#include <gtest/gtest.h>

namespace qpv {
namespace {

TEST(Date, ReadsAndWritesTheSameDay) {
  for (auto const* text : {"2014-12-31", "2024-02-29", "2026-11-23", "1900-01-01"}) {
    auto const date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(format_date(*date), text);
  }
}

TEST(Date, RefusesWhatIsNotADay) {
  for (auto const* text :
       {"", "2023-02-29", "2023-13-01", "2023-00-10", "2023-1-1", "20230101", "2023-01-01T00:00",
        " 2023-01-01", "2023/01/01", "0000-01-01", "３０２３-01-01", "2023-01-1x", "-023-01-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Validity, BothEndsAreInForce) {
  Validity const validity{make_date(2015, 1, 1), make_date(2023, 12, 31)};
  EXPECT_FALSE(validity.contains(make_date(2014, 12, 31)));
  EXPECT_TRUE(validity.contains(make_date(2015, 1, 1)));
  EXPECT_TRUE(validity.contains(make_date(2023, 12, 31)));
  EXPECT_FALSE(validity.contains(make_date(2024, 1, 1)));
  EXPECT_TRUE((Validity{make_date(2024, 1, 1), {}}.contains(make_date(2999, 1, 1))));
}

}  // namespace
}  // namespace qpv
