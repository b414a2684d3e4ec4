// SPDX-License-Identifier: EUPL-1.2
#include "service/http/server.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstring>
#include <deque>
#include <thread>
#include <vector>

#include "service/http/session.h"
#include "service/http/socket_address.h"

namespace qpv::http {
namespace {

using Acceptor =
    asio::basic_socket_acceptor<asio::generic::stream_protocol, asio::io_context::executor_type>;

constexpr std::chrono::milliseconds kSweep{250};
constexpr std::chrono::milliseconds kAcceptPause{100};

// One thread with its own event loop and its own connections: nothing is shared but constants.
class Worker {
 public:
  explicit Worker(Limits const& limits)
      : limits_(limits), work_(asio::make_work_guard(context_)), timer_(context_) {}

  void start() {
    sweep();
    thread_ = std::jthread([this] { context_.run(); });
  }
  void adopt(Socket socket, Endpoint const& endpoint) {
    auto session = std::make_shared<Session>(std::move(socket), endpoint, limits_, draining_);
    asio::post(context_, [this, session = std::move(session)] {
      sessions_.push_back(*session);
      session->start();
    });
  }
  void drain() {
    asio::post(context_, [this] {
      draining_ = true;
      auto const now = Clock::now();
      for (auto& session : sessions_) session.hurry(now);
    });
  }
  // Ends when the last connection does.
  void finish() {
    asio::post(context_, [this] { finishing_ = true; });
  }
  [[nodiscard]] bool finished() const { return finished_; }
  // Ends now; returns the number of connections cut.
  std::size_t cut() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
    return sessions_.size();
  }
  asio::io_context& context() { return context_; }

 private:
  void sweep() {
    auto const now = Clock::now();
    // A session that is closed here unlinks itself later, when its pending operation ends.
    for (auto& session : sessions_) session.check_deadline(now);
    if (finishing_ && sessions_.empty()) {
      finished_ = true;
      work_.reset();
      return;
    }
    timer_.expires_after(finishing_ ? kSweep / 10 : kSweep);
    timer_.async_wait([this](beast::error_code const& error) {
      if (!error) sweep();
    });
  }

  Limits const& limits_;
  SessionList sessions_;  // destroyed after context_, whose handlers hold the sessions
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>
      timer_;
  bool draining_ = false;
  bool finishing_ = false;
  std::atomic<bool> finished_ = false;
  std::jthread thread_;
};

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
  struct Door {
    Acceptor acceptor;
    Endpoint endpoint;
    std::string unix_path;  // removed at the end
  };

  explicit Impl(ServerOptions const& given) : options(given), signals(context), timer(context) {
    for (unsigned i = 0; i < std::max(1U, options.threads); ++i) {
      workers.emplace_back(options.limits);
    }
  }

  void accept(Door& door);
  void stop();
  void accept_pending(Door& door);
  void wait_for_workers();
  Worker& next_worker() { return workers[next++ % workers.size()]; }

  ServerOptions options;
  asio::io_context context{1};  // accepting and signals, on the caller's thread
  asio::signal_set signals;
  asio::steady_timer timer;
  std::deque<Door> doors;  // stable addresses: sessions refer to the endpoints
  std::deque<Worker> workers;
  std::size_t next = 0;
  bool stopping = false;
  std::function<void()> on_stop;
};

void Server::Impl::accept(Door& door) {
  Worker& worker = next_worker();
  door.acceptor.async_accept(
      worker.context(), [this, &door, &worker](beast::error_code const& error, Socket socket) {
        if (stopping) {
          if (!error) worker.adopt(std::move(socket), door.endpoint);
          return;
        }
        if (!error) {
          worker.adopt(std::move(socket), door.endpoint);
          accept(door);
          return;
        }
        // Out of descriptors: the connection waits in the backlog until others end.
        auto pause = std::make_shared<asio::steady_timer>(context, kAcceptPause);
        pause->async_wait([this, &door, pause](beast::error_code const&) {
          if (!stopping) accept(door);
        });
      });
}

// What the system has already accepted for us is ours to answer.
void Server::Impl::accept_pending(Door& door) {
  beast::error_code error;
  door.acceptor.non_blocking(true, error);
  while (!error) {
    Worker& worker = next_worker();
    Socket socket(worker.context());
    door.acceptor.accept(socket, error);
    if (!error) worker.adopt(std::move(socket), door.endpoint);
  }
  beast::error_code ignored;
  door.acceptor.close(ignored);
  if (!door.unix_path.empty()) unlink(door.unix_path.c_str());
}

void Server::Impl::stop() {
  if (stopping) return;
  stopping = true;
  if (on_stop) on_stop();
  for (auto& worker : workers) worker.drain();
  for (auto& door : doors) {
    beast::error_code ignored;
    door.acceptor.cancel(ignored);
    accept_pending(door);
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
    timer.expires_after(kSweep / 10);
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
    asio::ip::tcp::endpoint bound;
    auto const local = acceptor.local_endpoint(error);
    bound.resize(local.size());
    std::memcpy(bound.data(), local.data(), local.size());
    actual.port = bound.port();
  }
  impl_->doors.push_back(
      {std::move(acceptor), std::move(endpoint), is_unix ? address.host : std::string()});
  return actual;
}

std::size_t Server::run(std::function<void()> const& on_stop) {
  impl_->on_stop = on_stop;
  impl_->signals.add(SIGTERM);
  impl_->signals.add(SIGINT);
  impl_->signals.async_wait([this](beast::error_code const& error, int) {
    if (!error) impl_->stop();
  });
  for (auto& worker : impl_->workers) worker.start();
  for (auto& door : impl_->doors) impl_->accept(door);
  impl_->context.run();
  std::size_t cut = 0;
  for (auto& worker : impl_->workers) cut += worker.cut();
  return cut;
}

}  // namespace qpv::http
