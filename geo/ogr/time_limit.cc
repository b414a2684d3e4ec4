// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/time_limit.h"

#include <geos_c.h>

#include <atomic>

namespace qpv::ogr {
namespace {

using Clock = std::chrono::steady_clock;

// GEOS's callback has no argument: what it looks at is the process's own.
std::atomic<Clock::rep>& deadline() {
  static std::atomic<Clock::rep> only{0};
  return only;
}

void look_at_the_clock() {
  if (Clock::now().time_since_epoch().count() > deadline()) GEOS_interruptRequest();
}

std::mutex& one_at_a_time() {
  static std::mutex one;
  return one;
}

}  // namespace

TimeLimit::TimeLimit(std::chrono::seconds patience) : lock_(one_at_a_time()) {
  deadline() = (Clock::now() + patience).time_since_epoch().count();
  GEOS_interruptRegisterCallback(look_at_the_clock);
}

TimeLimit::~TimeLimit() {
  GEOS_interruptRegisterCallback(nullptr);
  GEOS_interruptCancel();
}

}  // namespace qpv::ogr
