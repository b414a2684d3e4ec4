// SPDX-License-Identifier: EUPL-1.2
//
// The HTTP/1.1 server: sockets, limits and deadlines. What is answered is the application's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "geo/core/result.h"
#include "service/http/endpoint.h"
#include "service/http/limits.h"
#include "service/http/listen_address.h"
#include "service/http/proxies.h"

namespace qpv::http {

struct ServerOptions {
  unsigned threads = 2;
  Limits limits = {};
  Proxies proxies = {};
};

// Connections are spread over threads that share nothing but their count; a request is answered on
// the thread that read it. Callers of `listen` and `run` stay on one thread.
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

  // On all doors together, refused requests of clients behind proxies aside. Any thread.
  [[nodiscard]] ConnectionCounts connections() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace qpv::http
