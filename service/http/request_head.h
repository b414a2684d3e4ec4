// SPDX-License-Identifier: EUPL-1.2
//
// The check of a request's raw head before the parser: as RFC 9112 asks, and never repaired. What
// two readers could take differently is refused (docs/adr/0011). Pure functions over bytes.
#pragma once

#include <cstddef>
#include <cstdint>
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

// What decides how a request is framed and what becomes of its connection. Fields for handlers are
// Beast's to read (message_parser.h). Points into the text that was read.
struct Head {
  Method method = Method::kOther;
  bool http_1_0 = false;
  std::string_view target;  // without scheme and authority: "/path?query", "?query", "" or "*"
  std::string_view host;
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
