// SPDX-License-Identifier: EUPL-1.2
#include "service/clock.h"

namespace qpv {

Date today_in_paris() {
  using std::chrono::hours;
  // The day can change on a full hour only, in Paris as in UTC.
  thread_local std::chrono::sys_time<hours> asked{hours{-1}};
  thread_local Date today{};
  auto const hour = std::chrono::floor<hours>(std::chrono::system_clock::now());
  if (hour != asked) {
    today = paris_date(hour);
    asked = hour;
  }
  return today;
}

}  // namespace qpv
