// SPDX-License-Identifier: EUPL-1.2
#include "service/http/descriptors.h"

#include <sys/resource.h>

#include <algorithm>

namespace qpv::http {
namespace {

// For files, event loops, connections being turned away and the operator's own port.
constexpr rlim_t kReserve = 512;
constexpr rlim_t kAtLeast = 16;

}  // namespace

std::size_t room_for_connections(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  rlim_t const wanted = connections + kReserve;
  if (limit.rlim_cur < wanted) {
    rlimit raised{std::min(wanted, limit.rlim_max), limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  // Of a very small limit half is for connections.
  auto const room =
      std::max({limit.rlim_cur - std::min(limit.rlim_cur, kReserve), limit.rlim_cur / 2, kAtLeast});
  return std::min<std::size_t>(connections, room);
}

}  // namespace qpv::http
