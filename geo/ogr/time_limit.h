// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <mutex>

namespace qpv::ogr {

// While this lives, GEOS gives up once the time is over: the call then fails as any other. GEOS
// asks one function for the whole process, so one of these at a time: imports only, never service.
class TimeLimit {
 public:
  explicit TimeLimit(std::chrono::seconds patience);
  ~TimeLimit();
  TimeLimit(TimeLimit const&) = delete;
  TimeLimit& operator=(TimeLimit const&) = delete;

 private:
  std::scoped_lock<std::mutex> lock_;
};

}  // namespace qpv::ogr
