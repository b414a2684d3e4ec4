// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "geo/dataset/slot.h"
#include "service/crew.h"
#include "service/handlers/basic_auth.h"
#include "service/handlers/service_state.h"
#include "service/http/held_budget.h"

namespace qpv {

// How the last reload ended. Any thread.
class ReloadStatus {
 public:
  void failed(std::string reason) {
    std::scoped_lock const lock(mutex_);
    failure_ = {std::chrono::system_clock::now(), std::move(reason)};
  }
  void succeeded() {
    std::scoped_lock const lock(mutex_);
    failure_.reset();
  }
  // Nothing when it succeeded or there was none.
  [[nodiscard]] std::optional<handlers::ReloadFailure> failure() const {
    std::scoped_lock const lock(mutex_);
    return failure_;
  }

 private:
  mutable std::mutex mutex_;
  std::optional<handlers::ReloadFailure> failure_;
};

// What routes look at while the service runs; outlives them.
struct Serving {
  DatasetSlot slot;
  std::atomic<bool> draining = false;
  ReloadStatus reload = {};
  handlers::BasicKeys wsa_keys = {};       // empty: SIG Ville's dialect is open to all
  http::HeldBudget held_tables = {};       // of tables that come before their parameters
  Crew crew = {};                          // for the rows of tables
  std::string frame_ancestors = "'self'";  // who may frame the widget, as CSP writes it
};

}  // namespace qpv
