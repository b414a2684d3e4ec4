// SPDX-License-Identifier: EUPL-1.2
#include "service/http/worker.h"

#include <boost/asio/post.hpp>
#include <memory>
#include <utility>

namespace qpv::http {

Worker::Worker() : work_(asio::make_work_guard(context_)), timer_(context_) {}

void Worker::start() {
  sweep();
  thread_ = std::jthread([this] { context_.run(); });
}

void Worker::adopt(Arrival arrival, Door const& door) {
  auto session = std::make_shared<Session>(std::move(arrival), door, draining_);
  asio::post(context_, [this, session = std::move(session)] {
    sessions_.push_back(*session);
    session->start();
  });
}

void Worker::drain() {
  asio::post(context_, [this] {
    draining_ = true;
    auto const now = Clock::now();
    for (auto& session : sessions_) session.hurry(now);
  });
}

void Worker::finish() {
  asio::post(context_, [this] { finishing_ = true; });
}

std::size_t Worker::cut() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
  return sessions_.size();
}

void Worker::sweep() {
  auto const now = Clock::now();
  // A session that is closed here unlinks itself later, when its pending operation ends.
  for (auto& session : sessions_) session.check_deadline(now);
  if (finishing_ && sessions_.empty()) {
    finished_ = true;
    work_.reset();
    return;
  }
  timer_.expires_after(finishing_ ? kSweep / 10 : kSweep);
  timer_.async_wait([this](beast::error_code const& error) {
    if (!error) sweep();
  });
}

}  // namespace qpv::http
