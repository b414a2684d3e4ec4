// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <thread>
#include <vector>

#include "geo/core/result.h"
#include "geo/dataset/slot.h"
#include "service/dataset_watch.h"

namespace qpv {

// Puts a new dataset in the place of the one that is served, on SIGHUP or when the directory says
// so (DatasetWatch), from a thread of its own. The new one is loaded and verified whole beside the
// old: files, shapes, its own sentinels, those that this process holds to, and that it lost no
// territory, generation or coverage. A bad one changes nothing but what is reported.
class Reloader {
 public:
  struct Options {
    std::filesystem::path directory;
    std::vector<Sentinel> sentinels;  // that every dataset must meet, whatever its own are
    std::chrono::milliseconds interval{1000};
  };
  // The dataset that is served from now on, or why the old one is kept; and how long it took.
  // Called on the reloader's thread.
  using Report =
      std::function<void(Result<std::shared_ptr<Dataset const>> const&, std::chrono::nanoseconds)>;

  // Before any thread is started: SIGHUP then waits for a reloader instead of ending the process.
  static void hold_hangup();

  // `watch` is older than what `slot` holds, so that no change in between is missed.
  Reloader(Options options, DatasetWatch watch, DatasetSlot& slot, Report report);
  ~Reloader();
  Reloader(Reloader const&) = delete;
  Reloader& operator=(Reloader const&) = delete;

 private:
  void run(std::stop_token const& stop);
  void reload();
  [[nodiscard]] Result<std::shared_ptr<Dataset const>> load() const;
  void retire();

  Options options_;
  DatasetWatch watch_;
  DatasetSlot& slot_;
  Report report_;
  std::vector<std::shared_ptr<Dataset const>> old_;  // that requests may still be answered from
  std::jthread thread_;                              // last: uses all of the above
};

}  // namespace qpv
