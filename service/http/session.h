// SPDX-License-Identifier: EUPL-1.2
//
// One connection's socket and deadlines. Private to service/http: the only header besides worker.h
// and its .cc files that names Asio.
#pragma once

#include <utility>  // asio.hpp 1.74 uses std::exchange in C++20 without including it

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "service/http/client_address.h"
#include "service/http/connection_table.h"
#include "service/http/conversation.h"

namespace qpv::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

// TCP and unix sockets alike, on a concrete executor: the type-erased one costs an allocation and
// an indirect call an operation.
using Socket =
    asio::basic_stream_socket<asio::generic::stream_protocol, asio::io_context::executor_type>;
using Clock = std::chrono::steady_clock;

// What came through the door.
struct Arrival {
  Socket socket;
  std::optional<ClientAddress> address;  // none on a unix socket
  ConnectionTable::Place place;
};

class Session : public std::enable_shared_from_this<Session>,
                public boost::intrusive::list_base_hook<
                    boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  // The door outlives the session. `draining` is the worker's, on the same thread.
  Session(Arrival arrival, Door const& door, bool const& draining);

  void start();
  // Ends the current wait when it has taken too long.
  void check_deadline(Clock::time_point now);
  // While draining: no waiting for a next request beyond a moment.
  void hurry(Clock::time_point now);

 private:
  using Awaiting = Conversation::Awaiting;
  enum class Phase { kReading, kWriting, kLingering };

  [[nodiscard]] std::size_t window() const;
  void advance();
  void read();
  void on_read(beast::error_code const& error, std::size_t bytes);
  void hold();
  void on_held(beast::error_code const& error, std::size_t bytes);
  void release();
  bool flush();
  void wait_to_write();
  void on_writable(beast::error_code const& error);
  void linger();
  void on_linger(beast::error_code const& error, std::size_t bytes);
  void too_slow(Clock::time_point now);
  [[nodiscard]] Clock::time_point paced(Clock::time_point now, std::chrono::milliseconds progress,
                                        std::uint64_t bytes) const;

  Socket socket_;
  ConnectionTable::Place place_;
  Limits const& limits_;
  bool const& draining_;
  Conversation conversation_;
  beast::flat_buffer in_;
  // Of a body that goes on arriving while its answer is not read.
  HeldShare held_;
  std::string held_piece_;     // where the read that waits puts it: in_ may be used meanwhile
  bool holding_ = false;       // such a read waits
  bool reads_after_ = false;   // and what it brings is awaited
  Clock::time_point stalled_;  // since when nothing could be written
  std::uint64_t written_ = 0;  // since began_, while waiting to write
  Phase phase_ = Phase::kReading;
  Awaiting awaited_ = Awaiting::kRequest;  // what the time since began_ was spent on
  Clock::time_point began_;
  Clock::time_point deadline_;
  std::uint64_t received_before_ = 0;  // of the body, at began_
  std::size_t lingered_bytes_ = 0;
};

using SessionList = boost::intrusive::list<Session, boost::intrusive::constant_time_size<false>>;

}  // namespace qpv::http
