// SPDX-License-Identifier: EUPL-1.2
#include "service/http/conversation.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "service/http/answer_writer.h"
#include "service/http/problem.h"
#include "service/http/target.h"

namespace qpv::http {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPipelinedAnswers = 16 * 1024;  // written before more requests are taken
constexpr std::size_t kStreamedBytes = 64 * 1024;     // written before more of a body is taken
// A connection that once had a large body or answer does not keep the memory.
constexpr std::size_t kKeptBytes = 16 * 1024;

void empty(std::string& text) {
  text.clear();
  if (text.capacity() > kKeptBytes) text.shrink_to_fit();
}

std::uint64_t streamed_limit(Limits const& limits) {
  return limits.streamed_bytes > 0 ? limits.streamed_bytes
                                   : std::numeric_limits<std::uint64_t>::max();
}

}  // namespace

Conversation::Conversation(Door const& door, std::optional<ClientAddress> const& peer,
                           bool const& draining)
    : door_(door),
      draining_(draining),
      common_headers_(door.endpoint.common_headers.usual),
      peer_text_(peer ? to_string(*peer) : std::string()),
      behind_proxy_(door.proxies.trusts(peer)) {}

// The client or the deadline ended the connection in the middle of an answer.
Conversation::~Conversation() {
  if (stream_ && stream_->begun()) record_stream(true);
}

std::size_t Conversation::take(std::string_view bytes) {
  std::size_t taken = 0;
  while (!closing_ && out_.size() < kPipelinedAnswers) {
    if (awaiting_ != Awaiting::kBody) {
      auto const size = take_head(bytes.substr(taken));
      if (size == 0) break;
      taken += size;
      if (closing_ || awaiting_ != Awaiting::kBody) continue;
    }
    if (stream_) {
      taken += take_stream(bytes.substr(taken));
      if (stream_) break;
      continue;
    }
    taken += take_body(bytes.substr(taken));
    if (closing_ || !message_->done()) break;
    answer(taken < bytes.size());
  }
  return taken;
}

std::size_t Conversation::take_head(std::string_view bytes) {
  if (bytes.empty()) return 0;
  auto const& limits = door_.limits.head_size;
  auto const size = head_end_.find(bytes);
  awaiting_ = Awaiting::kHead;
  if (size == 0) {
    if (bytes.size() >= limits.bytes) refuse(Refusal::kHeadTooLarge);
    return 0;
  }
  head_end_ = {};
  head_text_.assign(bytes.substr(0, size));
  auto const head = read_head(head_text_, limits);
  if (!head) {
    refuse(head.error());
    return size;
  }
  head_ = *head;
  message_.emplace(limits);
  if (auto const fault = message_->take_head(head_text_, head_)) {
    refuse(*fault);
  } else {
    begin();
  }
  return size;
}

// What can be decided before the body has come.
void Conversation::begin() {
  awaiting_ = Awaiting::kBody;
  request_ = {};
  request_.method = head_.method;
  request_.client = peer_text_;
  message_->fill_fields(request_);
  common_headers_ = door_.endpoint.common_headers.for_origin(request_.origin);
  request_.host = head_.host;
  if (behind_proxy_) take_forwarded();
  if (behind_proxy_ && !admit_client()) return;
  if (!read_target() || !begin_stream() || !head_.has_body()) return;
  auto const& ask = door_.endpoint.body_limit;
  auto const own = ask ? ask(request_.method, request_.path) : std::nullopt;
  body_limit_ = own.value_or(stream_ ? streamed_limit(door_.limits) : door_.limits.body_bytes);
  if (head_.content_length.value_or(0) > body_limit_) refuse(Refusal::kBodyTooLarge);
}

// False when the request is answered already.
bool Conversation::begin_stream() {
  auto const& ask = door_.endpoint.streamed;
  auto streamed = ask ? ask(request_) : std::nullopt;
  if (!streamed) return true;
  if (!*streamed) {
    answer_early(std::move(streamed->error()));
    return false;
  }
  if (head_.http_1_0) {
    // Without chunks nobody could tell an answer that broke off from a whole one.
    auto response = problem(ProblemType::kVersion,
                            "Cette adresse répond par morceaux (« chunked »), que HTTP/1.0 ne "
                            "connaît pas : employez HTTP/1.1.");
    response.route = (*streamed)->route;
    answer_early(std::move(response));
    return false;
  }
  stream_.emplace(std::move(**streamed));
  return true;
}

// A proxy's connections are not counted by client; the requests of the clients behind it are.
bool Conversation::admit_client() {
  auto const& proxies = door_.proxies;
  auto const* const field =
      proxies.field == Proxies::Field::kForwarded ? "Forwarded" : "X-Forwarded-For";
  auto const client = client_behind(proxies, message_->list(field));
  if (!client) return true;
  client_text_ = to_string(*client);
  request_.client = client_text_;
  if (proxies.trusts(client)) return true;
  place_ = {};
  place_ = door_.connections.request(*client);
  if (!place_.refused()) return true;
  answer_early(answer_of(*place_.refused()));
  return false;
}

// What the last proxy, which is trusted, says of the address that it was asked at.
void Conversation::take_forwarded() {
  auto const last = [this](std::string_view name) {
    auto const list = message_->list(name);
    auto const begin = list.find_last_of(", ");
    return begin == std::string::npos ? list : list.substr(begin + 1);
  };
  request_.secure = last("X-Forwarded-Proto") == "https";
  forwarded_host_ = last("X-Forwarded-Host");
  constexpr std::string_view kHostCharacters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-[]";
  bool const plain = forwarded_host_.find_first_not_of(kHostCharacters) == std::string::npos;
  if (!forwarded_host_.empty() && plain) request_.host = forwarded_host_;
}

bool Conversation::read_target() {
  auto target = parse_target(head_.target);
  if (!target) {
    auto response = problem(ProblemType::kBadRequest, target.error().message);
    response.route = kUnreadable;
    answer_early(std::move(response));
    return false;
  }
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  return true;
}

// Bytes that wait for the rest of their chunk's head come again, and are checked once.
std::size_t Conversation::take_body(std::string_view bytes) {
  if (!head_.has_body()) return 0;
  checked_ += check_body(bytes.substr(checked_));
  if (closing_) return checked_;
  if (chunks_.in_last_chunk()) return 0;  // a few lines, bounded: the parser wants them whole
  auto const used = message_->take_body(bytes.substr(0, checked_));
  if (!used || (chunks_.done() && !message_->done())) {
    refuse(Refusal::kReadersDiffer);
    return checked_;
  }
  checked_ -= *used;
  body_received_ += *used;
  if (head_.expects_continue && body_received_ == 0 && checked_ == 0) {
    head_.expects_continue = false;
    out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  return *used;
}

// How many of the bytes belong to this body.
std::size_t Conversation::check_body(std::string_view bytes) {
  if (!head_.chunked) {
    return static_cast<std::size_t>(
        std::min<std::uint64_t>(bytes.size(), *head_.content_length - body_received_ - checked_));
  }
  auto const taken = chunks_.take(bytes, body_limit_);
  if (chunks_.refused()) refuse(*chunks_.refused());
  return taken;
}

// One slice. Stands still, and lets the rest of the body wait, while there is work on a piece.
std::size_t Conversation::take_stream(std::string_view bytes) {
  std::size_t taken = 0;
  if (stream_->hungry()) {
    message_->drop_body();
    taken = take_body(bytes);
    if (closing_) return taken;
    if (message_->body().empty() && !message_->done()) return taken;
    stream_->feed({message_->body(), message_->done()});
  }
  stream_->work({door_.limits.slice, kStreamedBytes});
  if (stream_->ended() && !stream_->begun()) {
    end_stream();
    return taken;
  }
  bool const last_request = !head_.keep_alive || draining_;
  stream_->append_to(out_, {head_.method, false, last_request, common_headers_});
  if (stream_->ended()) end_stream();
  return taken;
}

// Its last byte is in out(), but for an answer that never began: that one goes out as any other.
void Conversation::end_stream() {
  bool const whole = !stream_->broken();
  bool const goes_on = whole && head_.keep_alive && !draining_ && stream_->took_all();
  if (stream_->begun()) {
    closing_ = !goes_on;
    record_stream(!whole);
  } else {
    auto response =
        whole ? std::move(stream_->response())
              : problem(ProblemType::kInternal, "Le service a rencontré une erreur ; réessayez.");
    response.route = stream_->route();
    closing_ = response.close || !goes_on;
    write(std::move(response), head_.method, stream_->worked());
  }
  finish_request();
}

void Conversation::record_stream(bool cut) {
  door_.endpoint.log({head_.method, stream_->route(), stream_->response().status,
                      static_cast<std::size_t>(stream_->sent_bytes()), stream_->worked(),
                      StreamedRecord{body_received_, cut}});
}

void Conversation::answer(bool more_has_come) {
  auto const began = Clock::now();
  request_.body = message_->body();
  auto response = door_.endpoint.application(request_);
  // While draining, requests that already arrived behind this one are still answered.
  closing_ = response.close || !head_.keep_alive || (draining_ && !more_has_come);
  write(std::move(response), head_.method, Clock::now() - began);
  finish_request();
}

// Before the body: the connection goes on only when there is none.
void Conversation::answer_early(Response response) {
  closing_ = head_.has_body() || !head_.keep_alive || draining_;
  write(std::move(response), head_.method, {});
  finish_request();
}

void Conversation::refuse(Refusal refusal) {
  closing_ = true;
  if (stream_ && stream_->begun()) {
    // No other answer may stand inside this one: it breaks off.
    record_stream(true);
    stream_.reset();
    return;
  }
  stream_.reset();
  write(answer_of(refusal), awaiting_ == Awaiting::kBody ? head_.method : Method::kOther, {});
}

// Not logged: there was no request, and a flood of connections would fill the log.
void Conversation::turn_away(Refusal refusal) {
  closing_ = true;
  auto response = answer_of(refusal);
  append(response, Method::kOther, false);
}

void Conversation::write(Response response, Method method, std::chrono::nanoseconds duration) {
  append(response, method, head_.http_1_0);
  door_.endpoint.log({method, response.route, response.status, response.body.size(), duration});
}

void Conversation::append(Response& response, Method method, bool http_1_0) {
  auto const& endpoint = door_.endpoint;
  if (response.path_at > 0) response.body.insert(response.path_at, endpoint.base_path);
  append_answer(out_, response, {method, http_1_0, closing_, common_headers_});
}

void Conversation::finish_request() {
  awaiting_ = Awaiting::kRequest;
  common_headers_ = door_.endpoint.common_headers.usual;
  if (head_.chunked) chunks_ = {};
  stream_.reset();
  message_.reset();
  checked_ = 0;
  body_received_ = 0;
}

void Conversation::sent(std::size_t bytes) {
  if (bytes < out_.size()) {
    // The rest waits for a slow reader: it may be long, and there may be many of them.
    out_ = out_.substr(bytes);
    return;
  }
  empty(out_);
  if (awaiting_ != Awaiting::kBody) place_ = {};
}

}  // namespace qpv::http
