// SPDX-License-Identifier: EUPL-1.2
//
// Private to service/http: Beast's reading of a request that the checks let pass.
#pragma once

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
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
  // Forgets what has come of the body so far: the next piece stands alone.
  void drop_body() { parser_.get().body().clear(); }
  // All lines of a field as one list.
  [[nodiscard]] std::string list(std::string_view name) const;

 private:
  // Beast's string_body, but for its memory: that one reserves what Content-Length announces.
  struct Body {
    using value_type = std::string;
    class reader {  // NOLINT(readability-identifier-naming): Beast asks for this name
     public:
      template <bool is_request, class Fields>
      reader(boost::beast::http::header<is_request, Fields>& /*head*/, value_type& body)
          : body_(body) {}
      template <class Length>
      void init(Length const& /*length*/, boost::beast::error_code& error) {
        error = {};
      }
      template <class Buffers>
      std::size_t put(Buffers const& buffers, boost::beast::error_code& error) {
        error = {};
        auto const before = body_.size();
        for (auto const part : boost::beast::buffers_range_ref(buffers)) {
          body_.append(static_cast<char const*>(part.data()), part.size());
        }
        return body_.size() - before;
      }
      static void finish(boost::beast::error_code& error) { error = {}; }

     private:
      value_type& body_;
    };
  };

  boost::beast::http::request_parser<Body> parser_;
};

}  // namespace qpv::http
