// SPDX-License-Identifier: EUPL-1.2
#include "service/http/stream_exchange.h"

#include <exception>
#include <utility>

namespace qpv::http {

StreamExchange::StreamExchange(Streamed streamed)
    : answer_(std::move(streamed.answer)), route_(streamed.route) {}

void StreamExchange::work(Slice const& slice) {
  using Clock = std::chrono::steady_clock;
  auto const began = Clock::now();
  auto now = began;
  while (!hungry() && !ended() && response_.body.size() < slice.bytes) {
    turn();
    now = Clock::now();
    if (now - began >= slice.time) break;
  }
  worked_ += now - began;
}

void StreamExchange::turn() {
  auto const offered = piece_.bytes.size();
  try {
    auto const done = answer_->take(piece_, response_);
    piece_.bytes.remove_prefix(done.taken);
    next_ = done.next;
    // It would be asked the same for ever.
    if (next_ == Next::kMore && done.taken == 0 && offered > 0) next_ = Next::kBroken;
  } catch (std::exception const&) {
    next_ = Next::kBroken;
  }
}

void StreamExchange::append_to(std::string& out, AnswerForm const& form) {
  if (response_.body.empty() && !(begun_ && ended())) return;
  if (!begun_) append_chunked_head(out, response_, form);
  begun_ = true;
  if (!response_.body.empty()) append_chunk(out, response_.body);
  sent_bytes_ += response_.body.size();
  response_.body.clear();
  if (next_ == Next::kWhole) out += kLastChunk;
}

}  // namespace qpv::http
