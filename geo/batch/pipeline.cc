// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/pipeline.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace qpv::batch {
namespace {

constexpr std::size_t kJobsPerThread = 3;

struct Job {
  Block block;
  std::exception_ptr failure;
  bool done = false;
};

// Jobs that wait for a thread. The caller owns them and waits for the oldest.
class Jobs {
 public:
  void put(Job& job) {
    {
      std::lock_guard const lock(mutex_);
      waiting_.push_back(&job);
    }
    ready_.notify_one();
  }

  // None: nothing more comes.
  Job* take() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return nullptr;
    auto* const job = waiting_.front();
    waiting_.pop_front();
    return job;
  }

  void finish(Job& job) {
    {
      std::lock_guard const lock(mutex_);
      job.done = true;
    }
    done_.notify_one();
  }

  void wait(Job const& job) {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return job.done; });
  }

  void close() {
    {
      std::lock_guard const lock(mutex_);
      closed_ = true;
      waiting_.clear();
    }
    ready_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable done_;
  std::deque<Job*> waiting_;
  bool closed_ = false;
};

void work(Jobs& jobs, Pipeline const& pipeline) {
  std::function<void(Block&)> worker;
  while (auto* const job = jobs.take()) {
    try {
      if (!worker) worker = pipeline.make_worker();
      worker(job->block);
    } catch (...) {
      job->failure = std::current_exception();
    }
    jobs.finish(*job);
  }
}

// Closes the queue before the threads are joined, whichever way the scope is left.
class Threads {
 public:
  Threads(Jobs& jobs, Pipeline const& pipeline) : jobs_(jobs) {
    for (std::size_t i = 0; i < pipeline.threads; ++i) {
      threads_.emplace_back([&jobs, &pipeline] { work(jobs, pipeline); });
    }
  }
  Threads(Threads const&) = delete;
  Threads& operator=(Threads const&) = delete;
  ~Threads() { jobs_.close(); }

 private:
  Jobs& jobs_;
  std::vector<std::jthread> threads_;
};

}  // namespace

Result<void> run(Pipeline const& pipeline) {
  // The jobs outlive the threads.
  std::vector<std::unique_ptr<Job>> idle;
  std::deque<std::unique_ptr<Job>> running;
  Jobs jobs;
  Threads const threads(jobs, pipeline);
  for (std::size_t i = 0; i < pipeline.threads * kJobsPerThread; ++i) {
    idle.push_back(std::make_unique<Job>());
  }
  bool more = true;
  while (more || !running.empty()) {
    if (more && !idle.empty()) {
      auto job = std::move(idle.back());
      idle.pop_back();
      job->block.rows.clear();
      job->done = false;
      if (auto const read = pipeline.source(job->block.rows); !read) return read;
      more = !job->block.rows.empty();
      if (!more) continue;
      jobs.put(*job);
      running.push_back(std::move(job));
      continue;
    }
    auto const& oldest = *running.front();
    jobs.wait(oldest);
    if (oldest.failure) std::rethrow_exception(oldest.failure);
    if (auto const taken = pipeline.sink(oldest.block); !taken) return taken;
    idle.push_back(std::move(running.front()));
    running.pop_front();
  }
  return {};
}

}  // namespace qpv::batch
