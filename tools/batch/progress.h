// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace qpv::batch {

// Rows done, rate and time left, on standard error where that is a terminal: one line, written
// over five times a second.
class Progress {
 public:
  enum class Shown : std::uint8_t { kAtTerminal, kNever };
  explicit Progress(Shown shown);
  ~Progress() { clear(); }
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  // How much is read of how much, in whatever unit; none where the end is not known.
  void tell(std::uint64_t rows, std::uint64_t done, std::optional<std::uint64_t> all);
  // Takes the line away.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool written_ = false;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point told_ = begun_;
};

// "2 h 05", "3 min 20", "12 s".
std::string time_left(std::chrono::seconds seconds);

}  // namespace qpv::batch
