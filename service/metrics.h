// SPDX-License-Identifier: EUPL-1.2
//
// What the service counts of itself, in Prometheus' text format. Labels are words of ours: the
// names of routes, never anything a caller sent.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/json/manifest.h"
#include "service/http/router.h"
#include "service/http/server.h"

namespace qpv {

class Metrics {
 public:
  Metrics();

  // Before serving: the names that records of this router will bear. A record with a name that was
  // never announced is counted as "other".
  void watch(http::Router const& router);
  // Before serving: where to ask for the connections, at each `expose`.
  void connections(std::function<http::ConnectionCounts()> ask);

  // A request was answered. Any thread: a look-up in a small sorted table and four relaxed
  // additions, without a lock.
  void access(http::AccessRecord const& record);
  // The dataset that answers from now on, and how long it took to load. Any thread.
  void dataset(Manifest const& manifest, std::chrono::nanoseconds loading);
  // A reload put another dataset in place, or kept the old one. Any thread.
  void reload(bool ok);

  // All of it. Any thread.
  [[nodiscard]] std::string expose() const;

  // A latency is counted in the first bucket whose bound it does not exceed.
  static constexpr std::array kBounds{
      std::chrono::microseconds(10),      std::chrono::microseconds(25),
      std::chrono::microseconds(50),      std::chrono::microseconds(100),
      std::chrono::microseconds(250),     std::chrono::microseconds(1'000),
      std::chrono::microseconds(2'500),   std::chrono::microseconds(10'000),
      std::chrono::microseconds(25'000),  std::chrono::microseconds(100'000),
      std::chrono::microseconds(250'000), std::chrono::microseconds(1'000'000)};

  using Count = std::atomic<std::uint64_t>;
  // On cache lines of its own: threads that answer different routes do not disturb each other.
  struct alignas(64) RouteCounts {
    std::string_view name;
    std::array<Count, 5> by_class{};  // 1xx to 5xx
    std::array<Count, kBounds.size() + 1> by_duration{};
    Count nanoseconds{};
    Count body_bytes{};
    Count cut{};  // answers that ended before they were whole
  };
  struct DatasetFacts {
    Manifest manifest;
    std::chrono::system_clock::time_point loaded;
    std::chrono::nanoseconds loading;
  };
  struct ReloadCounts {
    std::uint64_t ok = 0;
    std::uint64_t failed = 0;
    std::optional<std::chrono::system_clock::time_point> last_ok = {};
    std::optional<std::chrono::system_clock::time_point> last_failed = {};
  };

 private:
  void announce(std::string_view name);

  std::vector<std::unique_ptr<RouteCounts>> routes_;  // ascending names, fixed while serving
  std::function<http::ConnectionCounts()> ask_connections_;
  mutable std::mutex mutex_;  // of what is below
  std::optional<DatasetFacts> dataset_;
  ReloadCounts reloads_;
};

}  // namespace qpv
