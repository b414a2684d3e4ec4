// SPDX-License-Identifier: EUPL-1.2
#include "service/http/session.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <string_view>
#include <utility>

namespace qpv::http {
namespace {

constexpr std::size_t kReadAtOnce = 8 * 1024;
constexpr std::size_t kHeldAtOnce = 64 * 1024;
constexpr std::chrono::milliseconds kLinger{2'000};
constexpr std::size_t kLingerBytes = 256 * 1024;
constexpr std::chrono::milliseconds kLastMoment{1'000};

std::string_view text_of(beast::flat_buffer const& buffer) {
  auto const bytes = buffer.data();
  return {static_cast<char const*>(bytes.data()), bytes.size()};
}

}  // namespace

Session::Session(Arrival arrival, Door const& door, bool const& draining)
    : socket_(std::move(arrival.socket)),
      place_(std::move(arrival.place)),
      limits_(door.limits),
      draining_(draining),
      conversation_(door, arrival.address, draining),
      held_(door.held) {}

void Session::start() {
  beast::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);  // means nothing on a unix socket
  if (place_.refused()) conversation_.turn_away(*place_.refused());
  advance();
}

void Session::check_deadline(Clock::time_point now) {
  bool const sends = conversation_.awaiting() == Awaiting::kBody && !holding_;
  if (phase_ == Phase::kWriting && sends && now - stalled_ >= limits_.patience) hold();
  if (now < deadline_) return;
  if (phase_ == Phase::kReading && conversation_.awaiting() != Awaiting::kRequest) {
    too_slow(now);
    return;
  }
  beast::error_code ignored;
  socket_.close(ignored);  // the pending operation ends with an error and drops the session
}

void Session::hurry(Clock::time_point now) {
  bool const idle = phase_ == Phase::kReading && conversation_.awaiting() == Awaiting::kRequest;
  if (idle) deadline_ = std::min(deadline_, now + kLastMoment);
}

// What is looked at at once: of a body that was held there may be far more.
std::size_t Session::window() const {
  return std::max(limits_.head_size.bytes, kHeldAtOnce) + kReadAtOnce;
}

// Takes requests, answers and writes as much as can be done without waiting.
void Session::advance() {
  auto const taken = conversation_.take(text_of(in_).substr(0, window()));
  in_.consume(taken);
  bool const something_to_say = !conversation_.out().empty();
  if (something_to_say && !flush()) return;
  if (conversation_.closing()) return linger();
  bool const more_to_take = in_.size() > 0 && (something_to_say || taken > 0);
  if (!more_to_take && !conversation_.working()) return read();
  // More has come already; other connections have their turn first.
  phase_ = Phase::kReading;
  if (something_to_say || conversation_.working()) {
    awaited_ = Awaiting::kRequest;  // the time that our work takes is not the client's
    deadline_ = Clock::now() + limits_.head;
  }
  asio::post(socket_.get_executor(),
             beast::bind_front_handler(&Session::advance, shared_from_this()));
}

// When a body or an answer must have moved on: within `progress` of its last piece, and as a whole
// no slower than the least speed.
Clock::time_point Session::paced(Clock::time_point now, std::chrono::milliseconds progress,
                                 std::uint64_t bytes) const {
  auto const earned = std::chrono::milliseconds(bytes * 1000 / limits_.bytes_per_second);
  return std::min(now, began_ + earned) + progress;
}

void Session::read() {
  auto const now = Clock::now();
  auto const awaiting = conversation_.awaiting();
  phase_ = Phase::kReading;
  if (awaiting != awaited_) {
    began_ = now;
    received_before_ = conversation_.body_received();
  }
  awaited_ = awaiting;
  switch (awaiting) {
    case Awaiting::kRequest:
      deadline_ = now + (draining_ ? kLastMoment : limits_.idle);
      break;
    case Awaiting::kHead:
      deadline_ = began_ + limits_.head;
      break;
    case Awaiting::kBody:
      deadline_ =
          paced(now, limits_.body_progress, conversation_.body_received() - received_before_);
      break;
  }
  release();
  reads_after_ = holding_;
  if (holding_) return;
  socket_.async_read_some(in_.prepare(kReadAtOnce),
                          beast::bind_front_handler(&Session::on_read, shared_from_this()));
}

void Session::on_read(beast::error_code const& error, std::size_t bytes) {
  if (phase_ == Phase::kLingering) return on_linger(error, bytes);
  if (error) return;  // the other side is gone, or the deadline passed
  in_.commit(bytes);
  advance();
}

// Some clients send all of a body before they read. While nothing can be written, what they send is
// kept, so that they come to the end of it.
void Session::hold() {
  if (in_.size() >= limits_.held_bytes) return;
  holding_ = true;
  held_piece_.resize(kHeldAtOnce);
  socket_.async_read_some(asio::buffer(held_piece_),
                          beast::bind_front_handler(&Session::on_held, shared_from_this()));
}

void Session::on_held(beast::error_code const& error, std::size_t bytes) {
  holding_ = false;
  if (phase_ == Phase::kLingering) return on_linger(error, bytes);
  if (error) return;  // where something waits to be written, its own end will tell
  bool const room = held_.take(bytes);
  in_.commit(asio::buffer_copy(in_.prepare(bytes), asio::buffer(held_piece_, bytes)));
  if (phase_ == Phase::kWriting) {
    deadline_ = std::max(deadline_, paced(Clock::now(), limits_.body_progress, held_.bytes()));
    if (room) hold();
  } else if (std::exchange(reads_after_, false)) {
    advance();
  }
}

// What was held is used up.
void Session::release() {
  if (!held_.any() || in_.size() > kReadAtOnce) return;
  held_.give_back();
  in_.shrink_to_fit();
  if (!holding_) held_piece_ = {};
}

// Writes what there is; true when all of it went at once. Otherwise on_write goes on later.
bool Session::flush() {
  auto const& out = conversation_.out();
  std::size_t written = 0;
  beast::error_code error;
  while (!error && written < out.size()) {
    written += socket_.write_some(asio::buffer(out) + written, error);
  }
  written_ += written;
  conversation_.sent(written);
  if (!error) {
    phase_ = Phase::kReading;
    awaited_ = Awaiting::kRequest;  // what comes next has its own time
    return true;
  }
  if (error == asio::error::would_block || error == asio::error::try_again) wait_to_write();
  return false;  // any other error: nobody holds the session any more, it ends here
}

void Session::wait_to_write() {
  auto const now = Clock::now();
  if (phase_ != Phase::kWriting) {
    began_ = now;
    written_ = 0;
  }
  phase_ = Phase::kWriting;
  stalled_ = now;
  deadline_ = paced(now, limits_.write_progress, written_);
  socket_.async_wait(Socket::wait_write,
                     beast::bind_front_handler(&Session::on_writable, shared_from_this()));
}

void Session::on_writable(beast::error_code const& error) {
  if (error || !flush()) return;
  if (conversation_.closing()) return linger();
  advance();
}

// The read that waits is left to wait: what it brings is no longer looked at.
void Session::too_slow(Clock::time_point now) {
  conversation_.refuse(Refusal::kTooSlow);
  beast::error_code ignored;
  // Everything before was written, so this fits; and if not, it was courtesy only.
  socket_.write_some(asio::buffer(conversation_.out()), ignored);
  socket_.shutdown(Socket::shutdown_send, ignored);
  phase_ = Phase::kLingering;
  deadline_ = now + kLinger;
}

// Closing at once while the client still sends would reset the connection and could take the
// answer with it: first no more from us, then wait for the other side's end, for a moment.
void Session::linger() {
  beast::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  phase_ = Phase::kLingering;
  deadline_ = Clock::now() + kLinger;
  on_linger({}, 0);
}

void Session::on_linger(beast::error_code const& error, std::size_t bytes) {
  lingered_bytes_ += bytes;
  if (error || lingered_bytes_ > kLingerBytes || holding_) return;
  in_.clear();
  socket_.async_read_some(in_.prepare(kReadAtOnce),
                          beast::bind_front_handler(&Session::on_linger, shared_from_this()));
}

}  // namespace qpv::http
