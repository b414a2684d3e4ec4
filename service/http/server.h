// SPDX-License-Identifier: EUPL-1.2
//
// The HTTP/1.1 server: sockets, limits and deadlines. What is answered is the application's.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "geo/core/result.h"
#include "service/http/listen_address.h"
#include "service/http/message.h"

namespace qpv::http {

struct Limits {
  std::size_t head_bytes = 16 * 1024;
  std::size_t body_bytes = 64 * 1024;
  std::chrono::milliseconds head{10'000};            // from a head's first byte to its last
  std::chrono::milliseconds body_progress{10'000};   // between two pieces of a body
  std::chrono::milliseconds write_progress{10'000};  // between two pieces of an answer
  std::chrono::milliseconds idle{15'000};            // kept alive without a request
  std::chrono::milliseconds drain{20'000};           // from SIGTERM to the end, at most
};

// What is logged of a request: nothing that the caller sent but the method.
struct AccessRecord {
  Method method;
  std::string_view route;
  unsigned status;
  std::size_t body_bytes;  // of the answer
  std::chrono::nanoseconds duration;
};

// One door of the service. The functions are called on any worker thread.
struct Endpoint {
  std::function<Response(Request&)> application;
  std::function<void(AccessRecord const&)> log;
  std::string common_headers;  // on every answer, each line ending in CRLF
};

struct ServerOptions {
  unsigned threads = 2;
  Limits limits = {};
};

// Connections are spread over threads that share nothing; a request is answered on the thread that
// read it. Callers of `listen` and `run` stay on one thread.
class Server {
 public:
  explicit Server(ServerOptions const& options);
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  // Binds and listens at once; connections are served from `run` on. Returns the address with the
  // real port where 0 was asked. An earlier unix socket that nobody listens on is replaced.
  Result<ListenAddress> listen(ListenAddress const& address, Endpoint endpoint);

  // Serves until SIGTERM or SIGINT, then drains: connections that reached the machine are still
  // taken, every request that arrives on an open connection is answered and its connection closed
  // after it. Calls `on_stop` when the draining begins. Returns how many connections had to be cut
  // at the end of Limits::drain.
  std::size_t run(std::function<void()> const& on_stop);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace qpv::http
