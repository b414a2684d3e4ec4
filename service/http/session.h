// SPDX-License-Identifier: EUPL-1.2
//
// One connection. Private to service/http: the only header besides its .cc files that names Asio.
#pragma once

#include <utility>  // asio.hpp 1.74 uses std::exchange in C++20 without including it

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "service/http/server.h"

namespace qpv::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

// TCP and unix sockets alike, on a concrete executor: the type-erased one costs an allocation and
// an indirect call an operation.
using Socket =
    asio::basic_stream_socket<asio::generic::stream_protocol, asio::io_context::executor_type>;
using Clock = std::chrono::steady_clock;

class Session : public std::enable_shared_from_this<Session>,
                public boost::intrusive::list_base_hook<
                    boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  // Limits and endpoint outlive the session. `draining` is the worker's, on the same thread.
  Session(Socket socket, Endpoint const& endpoint, Limits const& limits, bool const& draining);

  void start();
  // Closes when the current wait has taken too long.
  void check_deadline(Clock::time_point now);
  // While draining: no waiting for a next request beyond a moment.
  void hurry(Clock::time_point now);

 private:
  using Parser = beast::http::request_parser<beast::http::string_body>;

  void advance();
  void parse_buffered();
  bool parse_one();
  void answer();
  void refuse(beast::error_code const& error);
  void append(Response const& response, Method method, bool http_1_0);
  void maybe_continue();

  void read();
  void on_read(beast::error_code const& error, std::size_t bytes);
  bool flush();
  void on_write(beast::error_code const& error, std::size_t bytes);
  void linger();
  void on_linger(beast::error_code const& error, std::size_t bytes);
  void expect_within(std::chrono::milliseconds time) { deadline_ = Clock::now() + time; }

  Socket socket_;
  Endpoint const& endpoint_;
  Limits const& limits_;
  bool const& draining_;
  beast::flat_buffer in_;
  std::optional<Parser> parser_;
  std::string out_;
  std::size_t written_ = 0;  // of out_
  Clock::time_point deadline_;
  bool continued_ = false;  // 100 Continue was sent for this request
  bool closing_ = false;    // no request after this answer
};

using SessionList = boost::intrusive::list<Session, boost::intrusive::constant_time_size<false>>;

}  // namespace qpv::http
