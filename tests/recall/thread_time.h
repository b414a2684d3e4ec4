// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ctime>

namespace qpv::test {

// Processor time of this thread so far.
inline double thread_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

}  // namespace qpv::test
