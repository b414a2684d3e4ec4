// SPDX-License-Identifier: EUPL-1.2
//
// The head of a request, read as RFC 9112 asks and never repaired: what two readers could take
// differently is refused (docs/adr/0011). Pure functions over bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "service/http/message.h"
#include "service/http/refusal.h"

namespace qpv::http {

struct HeadLimits {
  std::size_t bytes = 16 * 1024;
  std::size_t target_bytes = 8 * 1024;
  std::size_t fields = 100;
};

// Finds where a head ends without looking at any byte twice, however it arrives.
class HeadEnd {
 public:
  // `bytes`: all that has come since the head began. The head's size with its empty line, or 0 when
  // that has not come yet. An empty line before the request line is part of the head.
  std::size_t find(std::string_view bytes);

 private:
  std::size_t line_ = 0;  // where the line that has not ended begins
  std::size_t seen_ = 0;
};

// A field whose lines make one list. Points into the head as long as there is one line.
class ListField {
 public:
  void add(std::string_view line);
  [[nodiscard]] std::string_view text() const { return several_ ? *several_ : one_; }

 private:
  std::string_view one_;
  std::unique_ptr<std::string> several_;  // rare: a head moves cheaply without
};

// Points into the text that was read.
struct Head {
  Method method = Method::kOther;
  bool http_1_0 = false;
  std::string_view target;  // without scheme and authority: "/path?query", "?query", "" or "*"
  std::string_view host;
  std::string_view content_type;
  ListField accept;
  ListField accept_encoding;
  ListField content_encoding;
  ListField if_none_match;
  ListField forwarded;
  ListField x_forwarded_for;
  std::optional<std::uint64_t> content_length;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  [[nodiscard]] bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

// `text` is a whole head as HeadEnd finds it. The first fault found decides.
tl::expected<Head, Refusal> read_head(std::string_view text, HeadLimits const& limits);

// "name: value" without its line end; also what a trailer line must be.
struct FieldLine {
  std::string_view name;
  std::string_view value;
};
tl::expected<FieldLine, Refusal> read_field_line(std::string_view line);

}  // namespace qpv::http
