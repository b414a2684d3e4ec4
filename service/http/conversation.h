// SPDX-License-Identifier: EUPL-1.2
//
// What is said on one connection: bytes in, bytes out, no socket and no clock but for the log.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/chunk_check.h"
#include "service/http/client_address.h"
#include "service/http/connection_table.h"
#include "service/http/endpoint.h"
#include "service/http/held_budget.h"
#include "service/http/limits.h"
#include "service/http/message.h"
#include "service/http/message_parser.h"
#include "service/http/proxies.h"
#include "service/http/refusal.h"
#include "service/http/request_head.h"
#include "service/http/stream_exchange.h"

namespace qpv::http {

// What all connections of one door share; outlives them.
struct Door {
  Endpoint endpoint;
  Limits const& limits;
  Proxies const& proxies;
  ConnectionTable& connections;
  HeldBudget const& held;
};

// Requests are read strictly and answered in order. After a refusal there is one answer and nothing
// more is read.
class Conversation {
 public:
  // No address: a unix socket's peer. `draining` becomes true when no further request is to be
  // awaited on any connection.
  Conversation(Door const& door, std::optional<ClientAddress> const& peer, bool const& draining);
  Conversation(Conversation const&) = delete;
  Conversation& operator=(Conversation const&) = delete;
  ~Conversation();

  // Takes requests from the front of `bytes`, answering each in out(), until more must arrive or
  // enough answers wait to be written. Returns how many bytes it took: call it again with the rest
  // in front. `bytes` never stays longer than a head may be. Of a streamed answer one slice of work
  // is done at most.
  std::size_t take(std::string_view bytes);
  // One last answer: to the request that is arriving, or to a connection that may not ask at all.
  void refuse(Refusal refusal);
  void turn_away(Refusal refusal);

  enum class Awaiting { kRequest, kHead, kBody };
  [[nodiscard]] Awaiting awaiting() const { return awaiting_; }
  [[nodiscard]] std::uint64_t body_received() const { return body_received_; }
  // There is work left on a streamed answer, whether more arrives or not.
  [[nodiscard]] bool working() const { return stream_ && !stream_->hungry(); }
  // No request after what is in out().
  [[nodiscard]] bool closing() const { return closing_; }

  [[nodiscard]] std::string const& out() const { return out_; }
  // So much of out() is written; it holds the rest.
  void sent(std::size_t bytes);

 private:
  std::size_t take_head(std::string_view bytes);
  void begin();
  bool begin_stream();
  bool admit_client();
  void take_forwarded();
  bool read_target();
  std::size_t take_body(std::string_view bytes);
  std::size_t check_body(std::string_view bytes);
  std::size_t take_stream(std::string_view bytes);
  void end_stream();
  void record_stream(bool cut);
  void answer(bool more_has_come);
  void answer_early(Response response);
  void write(Response response, Method method, std::chrono::nanoseconds duration);
  void append(Response& response, Method method, bool http_1_0);
  void finish_request();

  Door const& door_;
  bool const& draining_;
  std::string_view common_headers_;  // of the answer to come
  std::string peer_text_;
  bool behind_proxy_;

  Awaiting awaiting_ = Awaiting::kRequest;
  bool closing_ = false;
  std::string out_;

  // The request being read.
  HeadEnd head_end_;
  std::string head_text_;  // head_ points into it
  Head head_;
  std::optional<MessageParser> message_;
  std::optional<StreamExchange> stream_;  // works on message_'s body
  Request request_;                       // points into message_ and what follows
  std::string client_text_;
  std::string forwarded_host_;
  ConnectionTable::Place place_;  // of a client behind a proxy, until its answer is written
  ChunkCheck chunks_;
  std::size_t checked_ = 0;  // bytes of the body that were checked and not yet parsed
  std::size_t body_limit_ = 0;
  std::uint64_t body_received_ = 0;  // with its framing
};

}  // namespace qpv::http
