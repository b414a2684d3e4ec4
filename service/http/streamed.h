// SPDX-License-Identifier: EUPL-1.2
//
// Answers that are written while their request's body still arrives: values and one interface, no
// socket.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <tl/expected.hpp>

#include "service/http/message.h"

namespace qpv::http {

struct BodyPiece {
  std::string_view bytes;
  bool last = false;  // nothing follows these bytes
};

enum class Next {
  kMore,    // goes on with the bytes that were not taken, or with those that come
  kBusy,    // has work left on what it took, whether more comes or not
  kWhole,   // the answer is whole; what is left of the body is not read
  kBroken,  // it cannot be made whole: the client is told so, or sees the connection break
};

struct Turn {
  std::size_t taken = 0;  // from the front of the piece
  Next next = Next::kMore;
};

// The answer to one request. Made, called and destroyed on one thread.
class StreamedAnswer {
 public:
  StreamedAnswer() = default;
  virtual ~StreamedAnswer() = default;
  StreamedAnswer(StreamedAnswer const&) = delete;
  StreamedAnswer& operator=(StreamedAnswer const&) = delete;

  // One turn: takes some bytes, does a small part of the work (a row; a millisecond at most, for
  // other connections wait meanwhile) and appends to `answer.body`, which is empty again once it
  // was sent. Takes a byte at least where there is one, unless it is busy. After a piece that is
  // the last, turns come until it says kWhole or kBroken.
  //
  // Until the first byte is appended, status, type and headers may be changed. An answer that is
  // whole before anything was sent goes out as any other, a problem for example: `answer =
  // problem(...)`. An exception is kBroken.
  virtual Turn take(BodyPiece const& piece, Response& answer) = 0;
};

// Called at the head, once it was checked; the request is gone afterwards. Or the answer at once.
using StreamedMaker =
    std::function<tl::expected<std::unique_ptr<StreamedAnswer>, Response>(Request const&)>;

// What a router makes of it.
struct Streamed {
  std::unique_ptr<StreamedAnswer> answer;
  std::string_view route;
};

}  // namespace qpv::http
