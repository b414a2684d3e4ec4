// SPDX-License-Identifier: EUPL-1.2
//
// Private to service/http: Beast's reading of a request that the checks let pass.
#pragma once

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "service/http/message.h"
#include "service/http/refusal.h"
#include "service/http/request_head.h"

namespace qpv::http {

// One request. What Beast reads is what handlers get; the checks (request_head.h, chunk_check.h)
// see every byte first, because Beast 1.74 repairs or passes over what RFC 9112 calls an error. A
// request is taken only where both readers find the same framing.
class MessageParser {
 public:
  explicit MessageParser(HeadLimits const& limits);

  // First of all: the whole head that `head` was read from.
  std::optional<Refusal> take_head(std::string_view text, Head const& head);
  // Takes from checked bytes what it can use: all of them, or fewer where more must come first. A
  // last chunk is to be given whole: Beast 1.74 asserts on one that comes in pieces.
  tl::expected<std::size_t, Refusal> take_body(std::string_view bytes);
  [[nodiscard]] bool done() const { return parser_.is_done(); }

  // Both refer to this parser. Fields are asked for before the body comes: Beast adds a chunked
  // body's trailers to them, and these may not change what the head said.
  void fill_fields(Request& request) const;
  [[nodiscard]] std::string_view body() const { return parser_.get().body(); }
  // All lines of a field as one list.
  [[nodiscard]] std::string list(std::string_view name) const;

 private:
  boost::beast::http::request_parser<boost::beast::http::string_body> parser_;
};

}  // namespace qpv::http
