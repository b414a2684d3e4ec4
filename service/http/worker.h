// SPDX-License-Identifier: EUPL-1.2
//
// Private to service/http.
#pragma once

#include "service/http/session.h"  // first: see its <utility>

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <thread>

namespace qpv::http {

// One thread with its own event loop and its own connections: nothing is shared but constants and
// the count of connections. Public functions are called on any thread.
class Worker {
 public:
  Worker();

  void start();
  // Takes a connection over; its socket belongs to context(). The door outlives the worker.
  void adopt(Arrival arrival, Door const& door);
  void drain();
  // Ends when the last connection does.
  void finish();
  [[nodiscard]] bool finished() const { return finished_; }
  // Ends now; returns the number of connections cut.
  std::size_t cut();
  asio::io_context& context() { return context_; }

  static constexpr std::chrono::milliseconds kSweep{250};

 private:
  void sweep();

  SessionList sessions_;  // destroyed after context_, whose handlers hold the sessions
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>
      timer_;
  bool draining_ = false;
  bool finishing_ = false;
  std::atomic<bool> finished_ = false;
  std::jthread thread_;
};

}  // namespace qpv::http
