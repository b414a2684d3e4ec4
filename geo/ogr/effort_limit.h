// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <mutex>

namespace qpv::ogr {

// While this lives, GEOS gives up on this thread once the time is over or the process has grown by
// 192 MiB: the call then fails as any other. GEOS asks one function for the whole process, so one
// of these at a time; other threads' calls are let through.
class EffortLimit {
 public:
  explicit EffortLimit(std::chrono::seconds patience);
  ~EffortLimit();
  EffortLimit(EffortLimit const&) = delete;
  EffortLimit& operator=(EffortLimit const&) = delete;

 private:
  std::scoped_lock<std::mutex> lock_;
};

}  // namespace qpv::ogr
