// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <mutex>

namespace qpv::ogr {

// While this lives, GEOS gives up once the time is over or the process has grown by 192 MiB: the
// call then fails as any other. GEOS asks one function for the whole process, so one of these at a
// time, and whoever else calls GEOS meanwhile may be the one that fails: in the service, only the
// thread that loads a dataset does.
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
