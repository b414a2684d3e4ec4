// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/paris_date.h"

namespace qpv {
namespace {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::sys_seconds;

sys_seconds change(std::chrono::year year, std::chrono::month month) {
  using std::chrono::last;
  using std::chrono::Sunday;
  return std::chrono::sys_days{year / month / Sunday[last]} + hours{1};
}

}  // namespace

// Debian's slim images have no tzdata, and the C library then takes Paris for UTC without a word.
Date paris_date(std::chrono::system_clock::time_point instant) {
  auto const now = floor<std::chrono::seconds>(instant);
  auto const year = std::chrono::year_month_day{floor<std::chrono::days>(now)}.year();
  bool const summer =
      change(year, std::chrono::March) <= now && now < change(year, std::chrono::October);
  return floor<std::chrono::days>(now + hours{summer ? 2 : 1});
}

}  // namespace qpv
