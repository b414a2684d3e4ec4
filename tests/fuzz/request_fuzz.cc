// SPDX-License-Identifier: EUPL-1.2
//
// A request as it comes over a connection. Beast takes more than the checks do, but what they take
// it must take, and take alike, however its bytes arrive.
#include <algorithm>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>

#include "service/http/chunk_check.h"
#include "service/http/message_parser.h"
#include "service/http/request_head.h"
#include "tests/fuzz/fuzz.h"

namespace {

namespace bh = boost::beast::http;
using qpv::fuzz::require;
using qpv::http::Head;
using Judge = bh::request_parser<bh::string_body>;

constexpr std::size_t kBodyLimit = 1 << 20;

// The head's size, however its bytes arrive.
std::size_t head_size(std::string_view text) {
  qpv::http::HeadEnd at_once;
  qpv::http::HeadEnd by_bytes;
  auto const size = at_once.find(text);
  for (std::size_t come = 1; come <= text.size(); ++come) {
    auto const found = by_bytes.find(text.substr(0, come));
    if (found == 0) continue;
    require(found == size, "a head ends where it ends");
    break;
  }
  return size;
}

struct Body {
  std::size_t bytes = 0;  // of the message
  bool done = false;
  bool refused = false;
  friend bool operator==(Body const&, Body const&) = default;
};

Body chunked(std::string_view text, std::size_t piece) {
  qpv::http::ChunkCheck reader;
  Body body;
  while (body.bytes < text.size() && !reader.done() && !reader.refused()) {
    body.bytes += reader.take(text.substr(body.bytes, piece), kBodyLimit);
  }
  body.done = reader.done();
  body.refused = reader.refused().has_value();
  if (body.refused) body.bytes = 0;  // how far it looked is its own affair
  return body;
}

void judge_fields(Judge const& judge, Head const& head) {
  auto const& message = judge.get();
  require(message.target().ends_with(head.target), "the target is the same");
  require(message.version() == (head.http_1_0 ? 10U : 11U), "the version is the same");
  // Beast looks at the first such line only.
  require(message.count(bh::field::connection) > 1 || message.keep_alive() == head.keep_alive,
          "the connection goes on or not");
  require(judge.chunked() == head.chunked, "the body is chunked or not");
  require(judge.content_length().value_or(0) == head.content_length.value_or(0),
          "the body has the same length");
  require(message[bh::field::host] == head.host, "the host is the same");
  require((message.method() == bh::verb::post) == (head.method == qpv::http::Method::kPost),
          "the method is the same");
}

// A body as a connection checks it and hands it on: what the parser leaves comes again with more.
std::string parsed_in_pieces(Head const& head, std::string_view head_text, std::string_view body,
                             std::size_t piece) {
  qpv::http::MessageParser message({});
  require(!message.take_head(head_text, head), "both readers find the same framing");
  qpv::http::ChunkCheck check;
  std::size_t come = 0;
  std::size_t used = 0;
  while (come < body.size()) {
    auto const next = body.substr(come, piece);
    come += check.take(next, kBodyLimit);
    if (check.in_last_chunk()) continue;
    auto const taken = message.take_body(body.substr(used, come - used));
    require(taken.has_value(), "what was checked is taken");
    used += *taken;
  }
  require(message.done() && used == body.size(), "nothing of a body is left over");
  return std::string(message.body());
}

void judge(Head const& head, std::string_view text, std::optional<Body> const& body) {
  if (text.starts_with("\r\n")) text.remove_prefix(2);  // Beast takes no empty line first
  Judge judge;
  judge.body_limit(kBodyLimit);
  judge.eager(true);
  boost::beast::error_code error;
  auto const used = judge.put(boost::asio::buffer(text), error);
  bool const more = error == bh::error::need_more;
  // Beast takes trailers for fields of the head and judges them so; we pass over them. The head was
  // judged without its body.
  bool const trailer = error == bh::error::bad_transfer_encoding ||
                       error == bh::error::bad_content_length || error == bh::error::bad_value;
  if (body && trailer) return;
  if (error == bh::error::body_limit) return;  // which is for the session to look at
  require(!error || more, error.message());
  require(judge.is_header_done(), "the head is a head");
  if (!body) return judge_fields(judge, head);
  require(judge.is_done(), "the body ends where it ends");
  require(used == text.size(), "nothing of it is left over");
  auto const body_text = text.substr(text.size() - body->bytes);
  auto const head_text = text.substr(0, text.size() - body->bytes);
  for (std::size_t const piece : {std::size_t{1}, std::size_t{7}, body->bytes + 1}) {
    require(parsed_in_pieces(head, head_text, body_text, piece) == judge.get().body(),
            "the body is the same in pieces");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  auto const end = head_size(text);
  if (end == 0) return 0;
  // On the heap, of its own size: what reads beyond it is seen.
  std::string const bytes(text.substr(0, end));
  auto const head = qpv::http::read_head(bytes, {});
  if (!head) return 0;
  auto const rest = text.substr(end);
  if (!head->chunked) {
    judge(*head, bytes, std::nullopt);
    return 0;
  }
  auto const body = chunked(rest, rest.size() + 1);
  require(body == chunked(rest, 1), "a body is the same in pieces");
  require(body == chunked(rest, 7), "a body is the same in larger pieces");
  judge(*head, bytes, std::nullopt);
  if (body.done) judge(*head, text.substr(0, end + body.bytes), body);
  return 0;
}
