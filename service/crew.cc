// SPDX-License-Identifier: EUPL-1.2
#include "service/crew.h"

#include <atomic>
#include <exception>

namespace qpv {

struct Crew::Job {
  std::function<void(std::size_t)> const& work;
  std::size_t count;
  std::atomic<std::size_t> next = 0;
  unsigned helping = 0;                 // under the crew's mutex
  std::exception_ptr thrown = nullptr;  // the same

  [[nodiscard]] bool has_more() const { return next.load(std::memory_order_relaxed) < count; }
  // Nothing further is begun once a piece has thrown.
  std::exception_ptr run() {
    try {
      for (auto i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
      return nullptr;
    } catch (...) {
      next = count;
      return std::current_exception();
    }
  }
};

Crew::~Crew() {
  {
    std::scoped_lock const lock(mutex_);
    over_ = true;
  }
  offered_or_over_.notify_all();
}

void Crew::start(unsigned helpers) {
  helpers_.reserve(helpers);
  while (helpers_.size() < helpers) helpers_.emplace_back([this] { help(); });
}

void Crew::help() {
  std::unique_lock lock(mutex_);
  for (;;) {
    offered_or_over_.wait(lock, [this] { return over_ || (offered_ && offered_->has_more()); });
    if (over_) return;
    auto& job = *offered_;
    ++job.helping;
    lock.unlock();
    auto const thrown = job.run();
    lock.lock();
    if (thrown) job.thrown = thrown;
    if (--job.helping == 0) helped_.notify_all();
  }
}

void Crew::share(std::size_t count, std::function<void(std::size_t)> const& work) const {
  Job job{work, count};
  bool offers = false;
  if (count > 1 && !helpers_.empty()) {
    std::scoped_lock const lock(mutex_);
    offers = offered_ == nullptr;
    if (offers) offered_ = &job;
  }
  if (offers) offered_or_over_.notify_all();
  auto thrown = job.run();
  if (offers) {
    std::unique_lock lock(mutex_);
    offered_ = nullptr;
    helped_.wait(lock, [&job] { return job.helping == 0; });
    if (!thrown) thrown = job.thrown;
  }
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace qpv
