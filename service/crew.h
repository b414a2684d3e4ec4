// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace qpv {

// Threads that help with work which one request brings many pieces of: the rows of a table. Any
// thread may ask; without helpers, or while they help another, it does the work alone.
class Crew {
 public:
  Crew() = default;
  Crew(Crew const&) = delete;
  Crew& operator=(Crew const&) = delete;
  ~Crew();

  // Once, before anything is shared.
  void start(unsigned helpers);

  // work(0) to work(count - 1), each once, on this thread and those that are free. Returns when all
  // are done; throws what one of them threw. A piece should take microseconds: the last ones are
  // waited for.
  void share(std::size_t count, std::function<void(std::size_t)> const& work) const;

 private:
  struct Job;
  void help();

  mutable std::mutex mutex_;
  mutable std::condition_variable offered_or_over_;
  mutable std::condition_variable helped_;
  mutable Job* offered_ = nullptr;
  bool over_ = false;
  std::vector<std::jthread> helpers_;
};

}  // namespace qpv
