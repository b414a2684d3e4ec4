// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>

#include "geo/dataset/dataset.h"

namespace qpv {

// The dataset that is served now. Any thread; never empty.
//
// A request takes it once and keeps it to its last byte: `replace` waits for nobody, and the old
// dataset goes with its last request. Each thread has a place of its own to take it from, with a
// lock and a count that the others do not touch: what two threads write by turns costs a hundred
// nanoseconds. (A copy kept by each thread would cost less still, and hold an old dataset in memory
// until that thread is next asked something.)
class DatasetSlot {
 public:
  explicit DatasetSlot(std::shared_ptr<Dataset const> dataset) : dataset_(std::move(dataset)) {
    for (auto& place : places_) place.dataset = counted_apart(dataset_);
  }

  [[nodiscard]] std::shared_ptr<Dataset const> get() const {
    auto const& place = places_[place_of_thread()];
    std::lock_guard const lock(place.mutex);
    return place.dataset;
  }

  // The old one: whoever drops it last ends it. Used by nobody else once its requests are over.
  [[nodiscard]] std::shared_ptr<Dataset const> replace(std::shared_ptr<Dataset const> dataset) {
    // All places at once: no thread sees the old one after another saw the new one.
    std::array<std::unique_lock<std::mutex>, kPlaces> locks;
    for (std::size_t i = 0; i < kPlaces; ++i) locks[i] = std::unique_lock(places_[i].mutex);
    for (auto& place : places_) place.dataset = counted_apart(dataset);
    dataset_.swap(dataset);
    return dataset;
  }

 private:
  static constexpr std::size_t kPlaces = 16;  // with more threads, some share one

  struct alignas(64) Place {
    mutable std::mutex mutex;
    std::shared_ptr<Dataset const> dataset;
  };

  // The same dataset with a count of its own, which counts once in the dataset's.
  static std::shared_ptr<Dataset const> counted_apart(
      std::shared_ptr<Dataset const> const& dataset) {
    return {dataset.get(), [dataset](Dataset const*) {}};
  }

  static std::size_t place_of_thread() {
    static std::atomic<std::size_t> threads = 0;
    thread_local std::size_t const place = threads++ % kPlaces;
    return place;
  }

  std::array<Place, kPlaces> places_;
  std::shared_ptr<Dataset const> dataset_;  // under all the places' locks
};

}  // namespace qpv
