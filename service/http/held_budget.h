// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <cstddef>

namespace qpv::http {

// Memory that requests may keep until they are whole. Any thread.
struct HeldBudget {
  std::size_t of_one = std::size_t{64} * 1024 * 1024;
  std::size_t of_all = 4 * of_one;
  mutable std::atomic<std::size_t> held = 0;
};

// What one request has of it; given back at its end.
class HeldShare {
 public:
  explicit HeldShare(HeldBudget const& budget) : budget_(budget) {}
  HeldShare(HeldShare const&) = delete;
  HeldShare& operator=(HeldShare const&) = delete;
  ~HeldShare() { give_back(); }

  // False where all requests together would keep too much; nothing is taken then.
  bool take(std::size_t bytes) {
    if (budget_.held.fetch_add(bytes) + bytes > budget_.of_all) {
      budget_.held.fetch_sub(bytes);
      return false;
    }
    bytes_ += bytes;
    return true;
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] bool any() const { return bytes_ > 0; }
  void give_back() {
    budget_.held.fetch_sub(bytes_);
    bytes_ = 0;
  }

 private:
  HeldBudget const& budget_;
  std::size_t bytes_ = 0;
};

}  // namespace qpv::http
