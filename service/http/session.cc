// SPDX-License-Identifier: EUPL-1.2
#include "service/http/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <ctime>
#include <utility>

#include "service/http/problem.h"
#include "service/http/target.h"

namespace qpv::http {
namespace {

namespace bh = beast::http;

constexpr std::size_t kReadAtOnce = 8 * 1024;
constexpr std::size_t kPipelinedAnswers = 64 * 1024;  // written before more requests are read
constexpr std::chrono::milliseconds kLinger{2'000};
constexpr std::chrono::milliseconds kLastMoment{1'000};

Method to_method(bh::verb verb) {
  switch (verb) {
    case bh::verb::get:
      return Method::kGet;
    case bh::verb::head:
      return Method::kHead;
    case bh::verb::post:
      return Method::kPost;
    case bh::verb::options:
      return Method::kOptions;
    default:
      return Method::kOther;
  }
}

// "Mon, 23 Nov 2026 04:46:03 GMT", formatted once a second on each thread.
std::string_view http_date() {
  thread_local std::time_t formatted = 0;
  thread_local std::array<char, 32> text{};
  thread_local std::size_t length = 0;
  std::time_t const now = std::time(nullptr);
  if (now != formatted) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    // English names: the service never sets a locale.
    length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    formatted = now;
  }
  return {text.data(), length};
}

std::string joined(bh::fields const& fields, bh::field name) {
  std::string all;
  auto const [begin, end] = fields.equal_range(name);
  for (auto it = begin; it != end; ++it) {
    if (it != begin) all += ", ";
    all += it->value();
  }
  return all;
}

Response refusal(beast::error_code const& error, Limits const& limits) {
  if (error == bh::error::header_limit || error == bh::error::buffer_overflow) {
    return problem(ProblemType::kHeadTooLarge,
                   fmt::format("L’en-tête dépasse {} octets.", limits.head_bytes));
  }
  if (error == bh::error::body_limit) {
    return problem(ProblemType::kBodyTooLarge,
                   fmt::format("Le corps dépasse {} octets.", limits.body_bytes));
  }
  return problem(ProblemType::kBadRequest, "La requête n’est pas conforme à HTTP/1.1.");
}

}  // namespace

Session::Session(Socket socket, Endpoint const& endpoint, Limits const& limits,
                 bool const& draining)
    : socket_(std::move(socket)), endpoint_(endpoint), limits_(limits), draining_(draining) {}

void Session::start() {
  beast::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);  // means nothing on a unix socket
  expect_within(limits_.idle);
  read();
}

void Session::check_deadline(Clock::time_point now) {
  if (now < deadline_) return;
  beast::error_code ignored;
  socket_.close(ignored);  // the pending operation ends with an error and drops the session
}

void Session::hurry(Clock::time_point now) {
  bool const idle = !parser_ && out_.empty();
  if (idle) deadline_ = std::min(deadline_, now + kLastMoment);
}

// Everything that can be done without waiting: parse, answer, write, and again.
void Session::advance() {
  for (;;) {
    parse_buffered();
    if (out_.empty()) return closing_ ? linger() : read();
    if (!flush()) return;
    if (closing_) return linger();
  }
}

void Session::parse_buffered() {
  while (!closing_ && out_.size() < kPipelinedAnswers) {
    if (!parse_one()) break;
  }
}

// One request from what has arrived; false when more must arrive first.
bool Session::parse_one() {
  if (!parser_) {
    if (in_.size() == 0) return false;
    parser_.emplace();
    parser_->eager(true);
    parser_->header_limit(static_cast<std::uint32_t>(limits_.head_bytes));
    parser_->body_limit(limits_.body_bytes);
    continued_ = false;
    expect_within(limits_.head);
  }
  while (in_.size() > 0 && !parser_->is_done()) {
    beast::error_code error;
    std::size_t const used = parser_->put(in_.data(), error);
    in_.consume(used);
    if (error == bh::error::need_more) break;
    if (error) {
      refuse(error);
      return false;
    }
  }
  if (!parser_->is_done()) {
    if (parser_->is_header_done()) maybe_continue();
    return false;
  }
  answer();
  parser_.reset();
  return true;
}

void Session::maybe_continue() {
  if (continued_) return;
  continued_ = true;
  if (beast::iequals(parser_->get()[bh::field::expect], "100-continue")) {
    out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  }
}

void Session::answer() {
  auto const began = Clock::now();
  auto const& message = parser_->get();
  Request request;
  request.method = to_method(message.method());
  request.content_type = message[bh::field::content_type];
  request.body = message.body();
  request.accept = joined(message, bh::field::accept);
  request.accept_encoding = joined(message, bh::field::accept_encoding);
  request.if_none_match = joined(message, bh::field::if_none_match);
  auto target = parse_target(message.target());
  Response response;
  if (target) {
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    response = endpoint_.application(request);
  } else {
    response = problem(ProblemType::kBadRequest, target.error().message);
    response.route = kUnreadable;
  }
  // While draining, requests that already arrived behind this one are still answered.
  bool const last_of_drain = draining_ && in_.size() == 0;
  closing_ = response.close || last_of_drain || !message.keep_alive();
  append(response, request.method, message.version() == 10);
  endpoint_.log({request.method, response.route, response.status, response.body.size(),
                 Clock::now() - began});
}

void Session::refuse(beast::error_code const& error) {
  auto response = refusal(error, limits_);
  response.route = kUnreadable;
  closing_ = true;
  parser_.reset();
  in_.clear();
  append(response, Method::kOther, false);
  endpoint_.log({Method::kOther, response.route, response.status, response.body.size(), {}});
}

void Session::append(Response const& response, Method method, bool http_1_0) {
  auto const reason = bh::obsolete_reason(static_cast<bh::status>(response.status));
  auto to = std::back_inserter(out_);
  fmt::format_to(to, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                 std::string_view(reason.data(), reason.size()), http_date());
  if (response.status != 204 && response.status != 304) {
    fmt::format_to(to, "Content-Type: {}\r\nContent-Length: {}\r\n", response.content_type,
                   response.body.size());
  }
  out_ += endpoint_.common_headers;
  out_ += response.headers;
  if (closing_) {
    out_ += "Connection: close\r\n";
  } else if (http_1_0) {
    out_ += "Connection: keep-alive\r\n";
  }
  out_ += "\r\n";
  if (method != Method::kHead) out_ += response.body;
}

void Session::read() {
  if (!parser_) {
    expect_within(draining_ ? kLastMoment : limits_.idle);
  } else if (parser_->is_header_done()) {
    expect_within(limits_.body_progress);
  }  // else the head's own deadline runs on
  socket_.async_read_some(in_.prepare(kReadAtOnce),
                          beast::bind_front_handler(&Session::on_read, shared_from_this()));
}

void Session::on_read(beast::error_code const& error, std::size_t bytes) {
  if (error) return;  // the other side is gone, or the deadline passed
  in_.commit(bytes);
  advance();
}

// Writes out_; true when all of it went at once. Otherwise on_write goes on later.
bool Session::flush() {
  beast::error_code error;
  auto const rest = [&] { return asio::buffer(out_) + written_; };
  while (written_ < out_.size()) {
    written_ += socket_.write_some(rest(), error);
    if (error) break;
  }
  if (!error) {
    out_.clear();
    written_ = 0;
    return true;
  }
  if (error == asio::error::would_block || error == asio::error::try_again) {
    expect_within(limits_.write_progress);
    socket_.async_write_some(rest(),
                             beast::bind_front_handler(&Session::on_write, shared_from_this()));
  }
  return false;  // any other error: nobody holds the session any more, it ends here
}

void Session::on_write(beast::error_code const& error, std::size_t bytes) {
  if (error) return;
  written_ += bytes;
  if (!flush()) return;
  if (closing_) return linger();
  advance();
}

// Closing at once while the client still sends would reset the connection and could take the
// answer with it: first no more from us, then wait for the other side's end, for a moment.
void Session::linger() {
  beast::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  expect_within(kLinger);
  on_linger({}, 0);
}

void Session::on_linger(beast::error_code const& error, std::size_t /*bytes*/) {
  if (error) return;
  in_.clear();
  socket_.async_read_some(in_.prepare(kReadAtOnce),
                          beast::bind_front_handler(&Session::on_linger, shared_from_this()));
}

}  // namespace qpv::http
