// SPDX-License-Identifier: EUPL-1.2
#include "service/http/server.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <deque>
#include <optional>
#include <utility>

#include "service/http/connection_table.h"
#include "service/http/conversation.h"
#include "service/http/descriptors.h"
#include "service/http/session.h"
#include "service/http/socket_address.h"
#include "service/http/worker.h"

namespace qpv::http {
namespace {

using Acceptor =
    asio::basic_socket_acceptor<asio::generic::stream_protocol, asio::io_context::executor_type>;

constexpr std::chrono::milliseconds kAcceptPause{100};

// A socket file that a killed server left: nobody answers there.
void remove_stale_socket(std::string const& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0 || !S_ISSOCK(info.st_mode)) return;
  asio::io_context context;
  asio::local::stream_protocol::socket probe(context);
  beast::error_code error;
  probe.connect(asio::local::stream_protocol::endpoint(path), error);
  if (error == asio::error::connection_refused) unlink(path.c_str());
}

}  // namespace

struct Server::Impl {
  struct Listener {
    Listener(Acceptor from, Endpoint endpoint, std::string path, Impl& server)
        : acceptor(std::move(from)),
          connections(server.options.limits.connections),
          door{std::move(endpoint), server.options.limits, server.options.proxies, connections,
               server.held},
          unix_path(std::move(path)) {}

    Acceptor acceptor;
    ConnectionTable connections;
    Door door;
    std::string unix_path;  // removed at the end
  };

  // Signals are held from here on, so that one that comes before run() still drains: whoever reads
  // that we listen may send it at once.
  explicit Impl(ServerOptions const& given)
      : options(given),
        held{given.limits.held_bytes, 4 * given.limits.held_bytes},
        signals(context, SIGTERM, SIGINT),
        timer(context) {
    auto& in_all = options.limits.connections.in_all;
    in_all = room_for_connections(in_all);
    for (unsigned i = 0; i < std::max(1U, options.threads); ++i) workers.emplace_back();
  }

  void accept(Listener& listener);
  void admit(Listener& listener, Worker& worker, Socket socket) const;
  void stop();
  void accept_pending(Listener& listener);
  void wait_for_workers();
  Worker& next_worker() { return workers[next++ % workers.size()]; }

  ServerOptions options;
  HeldBudget held;
  asio::io_context context{1};  // accepting and signals, on the caller's thread
  asio::signal_set signals;
  asio::steady_timer timer;
  std::deque<Listener> listeners;  // stable addresses: sessions refer to the doors
  std::deque<Worker> workers;
  std::size_t next = 0;
  bool stopping = false;
  std::function<void()> on_stop;
};

// Beyond the limits a connection is kept for a moment to be told so, or closed at once when many
// are.
void Server::Impl::admit(Listener& listener, Worker& worker, Socket socket) const {
  beast::error_code error;
  auto const remote = socket.remote_endpoint(error);
  if (error) return;  // already gone
  auto const address = address_of(remote);
  auto const counted = options.proxies.trusts(address) ? std::nullopt : address;
  auto place = listener.connections.connection(counted);
  if (!place.held()) return;
  worker.adopt({std::move(socket), address, std::move(place)}, listener.door);
}

void Server::Impl::accept(Listener& listener) {
  Worker& worker = next_worker();
  listener.acceptor.async_accept(
      worker.context(), [this, &listener, &worker](beast::error_code const& error, Socket socket) {
        if (!error) admit(listener, worker, std::move(socket));
        if (stopping) return;
        if (!error) {
          accept(listener);
          return;
        }
        // Out of descriptors: the connection waits in the backlog until others end.
        auto pause = std::make_shared<asio::steady_timer>(context, kAcceptPause);
        pause->async_wait([this, &listener, pause](beast::error_code const&) {
          if (!stopping) accept(listener);
        });
      });
}

// What the system has already accepted for us is ours to answer.
void Server::Impl::accept_pending(Listener& listener) {
  beast::error_code error;
  listener.acceptor.non_blocking(true, error);
  while (!error) {
    Worker& worker = next_worker();
    Socket socket(worker.context());
    listener.acceptor.accept(socket, error);
    if (!error) admit(listener, worker, std::move(socket));
  }
  beast::error_code ignored;
  listener.acceptor.close(ignored);
  if (!listener.unix_path.empty()) unlink(listener.unix_path.c_str());
}

void Server::Impl::stop() {
  if (stopping) return;
  stopping = true;
  if (on_stop) on_stop();
  for (auto& worker : workers) worker.drain();
  for (auto& listener : listeners) {
    beast::error_code ignored;
    listener.acceptor.cancel(ignored);
    accept_pending(listener);
  }
  for (auto& worker : workers) worker.finish();
  timer.expires_after(options.limits.drain);
  wait_for_workers();
}

// Polls until every worker has finished or the time for draining is over; then the loop ends.
void Server::Impl::wait_for_workers() {
  auto const deadline = Clock::now() + options.limits.drain;
  auto poll = std::make_shared<std::function<void()>>();
  *poll = [this, deadline, poll] {
    bool const done = std::all_of(workers.begin(), workers.end(),
                                  [](Worker const& worker) { return worker.finished(); });
    if (done || Clock::now() > deadline) {
      context.stop();
      *poll = nullptr;
      return;
    }
    timer.expires_after(Worker::kSweep / 10);
    timer.async_wait([poll](beast::error_code const&) {
      if (*poll) (*poll)();
    });
  };
  (*poll)();
}

Server::Server(ServerOptions const& options) : impl_(std::make_unique<Impl>(options)) {}
Server::~Server() = default;

Result<ListenAddress> Server::listen(ListenAddress const& address, Endpoint endpoint) {
  bool const is_unix = address.family == ListenAddress::Family::kUnix;
  if (is_unix) remove_stale_socket(address.host);
  auto const at = socket_address(address);
  Acceptor acceptor(impl_->context.get_executor());
  beast::error_code error;
  acceptor.open(at.protocol(), error);
  if (!error && !is_unix) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(at, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return fail(ErrorCode::kIo,
                "impossible d’écouter sur " + to_string(address) + " : " + error.message());
  }
  auto actual = address;
  if (!is_unix) {
    actual.port = tcp_endpoint(acceptor.local_endpoint(error)).port();
  }
  impl_->listeners.emplace_back(std::move(acceptor), std::move(endpoint),
                                is_unix ? address.host : std::string(), *impl_);
  return actual;
}

std::size_t Server::run(std::function<void()> const& on_stop) {
  impl_->on_stop = on_stop;
  impl_->signals.async_wait([this](beast::error_code const& error, int) {
    if (!error) impl_->stop();
  });
  for (auto& worker : impl_->workers) worker.start();
  for (auto& listener : impl_->listeners) impl_->accept(listener);
  impl_->context.run();
  std::size_t cut = 0;
  for (auto& worker : impl_->workers) cut += worker.cut();
  return cut;
}

ConnectionCounts Server::connections() const {
  ConnectionCounts all;
  for (auto const& listener : impl_->listeners) {
    auto const counts = listener.connections.counts();
    all.open += counts.open;
    all.accepted += counts.accepted;
    all.refused += counts.refused;
  }
  return all;
}

}  // namespace qpv::http
