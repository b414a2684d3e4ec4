// SPDX-License-Identifier: EUPL-1.2
#include "service/clock.h"

#include <gtest/gtest.h>

namespace qpv {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TEST(ParisDate, ChangesAtMidnightInParis) {
  auto const winter = make_date(2023, 12, 31) + hours{23};  // UTC
  EXPECT_EQ(paris_date(winter - seconds{1}), make_date(2023, 12, 31));
  EXPECT_EQ(paris_date(winter), make_date(2024, 1, 1));
  auto const summer = make_date(2026, 7, 14) + hours{22};
  EXPECT_EQ(paris_date(summer - seconds{1}), make_date(2026, 7, 14));
  EXPECT_EQ(paris_date(summer), make_date(2026, 7, 15));
}

// 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
TEST(ParisDate, SummerTimeBeginsAndEndsOnItsSundays) {
  EXPECT_EQ(paris_date(make_date(2026, 3, 28) + hours{22}), make_date(2026, 3, 28));
  EXPECT_EQ(paris_date(make_date(2026, 3, 28) + hours{23}), make_date(2026, 3, 29));
  EXPECT_EQ(paris_date(make_date(2026, 3, 29) + hours{22}), make_date(2026, 3, 30));
  EXPECT_EQ(paris_date(make_date(2026, 10, 24) + hours{22}), make_date(2026, 10, 25));
  EXPECT_EQ(paris_date(make_date(2026, 10, 25) + hours{22}), make_date(2026, 10, 25));
  EXPECT_EQ(paris_date(make_date(2026, 10, 25) + hours{23}), make_date(2026, 10, 26));
}

TEST(ParisDate, TodayIsTodayEachTime) {
  auto const now = std::chrono::system_clock::now();
  auto const today = today_in_paris();
  EXPECT_TRUE(today == paris_date(now) || today == paris_date(now + seconds{60}));
  EXPECT_EQ(today_in_paris(), today_in_paris());
}

}  // namespace
}  // namespace qpv
