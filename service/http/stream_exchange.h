// SPDX-License-Identifier: EUPL-1.2
//
// Private to service/http.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "service/http/answer_writer.h"
#include "service/http/streamed.h"

namespace qpv::http {

// Gives a streamed answer its turns, and frames what comes of them.
class StreamExchange {
 public:
  explicit StreamExchange(Streamed streamed);

  // Wants more of the body: all that was fed is used up and nothing is left to do.
  [[nodiscard]] bool hungry() const { return next_ == Next::kMore && !piece_left(); }
  // The bytes stay until it is hungry again or has ended. Only while it is hungry.
  void feed(BodyPiece const& piece) { piece_ = piece; }

  struct Slice {
    std::chrono::nanoseconds time;  // at least one turn, then until this has passed
    std::size_t bytes;              // or so much is to be sent
  };
  // Some turns; nothing while it is hungry.
  void work(Slice const& slice);

  // The answer is whole or broken: no more turns.
  [[nodiscard]] bool ended() const { return next_ == Next::kWhole || broken(); }
  [[nodiscard]] bool broken() const { return next_ == Next::kBroken; }
  // The head is sent: what goes wrong now can only break the answer.
  [[nodiscard]] bool begun() const { return begun_; }
  // Everything that the client sent was taken.
  [[nodiscard]] bool took_all() const { return piece_.last && piece_.bytes.empty(); }

  // The answer as a whole, when it ended before it began.
  [[nodiscard]] Response& response() { return response_; }
  // Appends what the turns left: the head before the first bytes, the last chunk after the last.
  void append_to(std::string& out, AnswerForm const& form);

  [[nodiscard]] std::string_view route() const { return route_; }
  [[nodiscard]] std::uint64_t sent_bytes() const { return sent_bytes_; }
  [[nodiscard]] std::chrono::nanoseconds worked() const { return worked_; }

 private:
  [[nodiscard]] bool piece_left() const { return !piece_.bytes.empty() || piece_.last; }
  void turn();

  std::unique_ptr<StreamedAnswer> answer_;
  std::string_view route_;
  Response response_;
  BodyPiece piece_;
  Next next_ = Next::kMore;
  bool begun_ = false;
  std::uint64_t sent_bytes_ = 0;
  std::chrono::nanoseconds worked_{0};
};

}  // namespace qpv::http
