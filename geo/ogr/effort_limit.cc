// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/effort_limit.h"

#include <geos_c.h>
#include <sys/resource.h>

#include <atomic>

namespace qpv::ogr {
namespace {

using Clock = std::chrono::steady_clock;

// A list that GEOS doubles when it is full takes at most twice this before the next look.
constexpr long kMostGrowthKilobytes = 192L * 1024;

struct Bounds {
  std::atomic<Clock::rep> deadline{0};
  std::atomic<Clock::rep> next_look{0};
  std::atomic<long> peak_kilobytes{0};
};

// GEOS's callback has no argument: what it looks at is the process's own.
Bounds& bounds() {
  static Bounds only;
  return only;
}

// What GEOS is told to give up, the next to ask gives up: that must be the thread under the limit.
bool& limited() {
  thread_local bool here = false;
  return here;
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;  // NOLINT(cppcoreguidelines-pro-type-union-access): glibc's own union
}

// GEOS calls this for every few edges, where asking the kernel takes longer than the edges do. In a
// millisecond it cannot fill much memory.
void look() {
  if (!limited()) return;
  constexpr Clock::duration kBetweenLooks = std::chrono::milliseconds(1);
  auto const now = Clock::now().time_since_epoch();
  if (now.count() < bounds().next_look) return;
  bounds().next_look = (now + kBetweenLooks).count();
  if (now.count() > bounds().deadline || peak_kilobytes() > bounds().peak_kilobytes) {
    GEOS_interruptRequest();
  }
}

std::mutex& one_at_a_time() {
  static std::mutex one;
  return one;
}

}  // namespace

EffortLimit::EffortLimit(std::chrono::seconds patience) : lock_(one_at_a_time()) {
  bounds().deadline = (Clock::now() + patience).time_since_epoch().count();
  bounds().peak_kilobytes = peak_kilobytes() + kMostGrowthKilobytes;
  bounds().next_look = 0;
  limited() = true;
  GEOS_interruptRegisterCallback(look);
}

EffortLimit::~EffortLimit() {
  GEOS_interruptRegisterCallback(nullptr);
  GEOS_interruptCancel();
  limited() = false;
}

}  // namespace qpv::ogr
