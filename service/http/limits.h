// SPDX-License-Identifier: EUPL-1.2
//
// How much and how long a caller may ask for. Defaults are what is served without options.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "service/http/connection_table.h"
#include "service/http/request_head.h"

namespace qpv::http {

struct Limits {
  HeadLimits head_size = {};
  std::size_t body_bytes = 64 * 1024;  // where the route says nothing else
  std::uint64_t streamed_bytes = 0;    // of a body that is answered as it comes; 0: no limit
  ConnectionLimits connections = {};
  std::chrono::milliseconds head{10'000};            // from a head's first byte to its last
  std::chrono::milliseconds body_progress{10'000};   // between two pieces of a body
  std::chrono::milliseconds write_progress{10'000};  // between two pieces of an answer
  std::chrono::milliseconds idle{14'000};            // kept alive without a request
  std::chrono::milliseconds drain{20'000};           // from SIGTERM to the end, at most
  // Bodies and answers must move on as fast as this once their progress time is over, so that a
  // byte now and then does not hold a connection for ever.
  std::size_t bytes_per_second = 1024;
  // A client may send its whole body before it reads what is answered meanwhile: after `patience`
  // without a byte read, so much of the body is kept, four times as much of all.
  std::chrono::milliseconds patience{500};
  std::size_t held_bytes = std::size_t{64} * 1024 * 1024;
  // Work on a streamed answer before other connections of the thread have their turn.
  std::chrono::microseconds slice{1'000};
};

}  // namespace qpv::http
