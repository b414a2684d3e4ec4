// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>

namespace qpv {

// This process as the kernel sees it.
struct ProcessStats {
  std::uint64_t resident_bytes;
  std::uint64_t virtual_bytes;
  double cpu_seconds;    // user and system
  double start_seconds;  // since 1970
  std::uint64_t threads;
  std::uint64_t open_fds;
  std::uint64_t max_fds;
};

// From /proc; nothing where it cannot be read.
std::optional<ProcessStats> read_process_stats();

}  // namespace qpv
