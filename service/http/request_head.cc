// SPDX-License-Identifier: EUPL-1.2
#include "service/http/request_head.h"

#include "service/http/grammar.h"
#include "service/http/request_fields.h"
#include "service/http/request_line.h"

namespace qpv::http {
namespace {

using Unexpected = tl::unexpected<Refusal>;

// Takes the next line off, without its CRLF.
tl::expected<std::string_view, Refusal> next_line(std::string_view& text) {
  auto const end = text.find('\n');
  if (end == std::string_view::npos || end == 0 || text[end - 1] != '\r') {
    return Unexpected(Refusal::kLineEnd);
  }
  auto const line = text.substr(0, end - 1);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::size_t HeadEnd::find(std::string_view bytes) {
  for (;;) {
    auto const end = bytes.find('\n', seen_);
    if (end == std::string_view::npos) {
      seen_ = bytes.size();
      return 0;
    }
    auto const length = end - line_;
    bool const empty = length == 0 || (length == 1 && bytes[line_] == '\r');
    // RFC 9112, 2.2: at least one empty line before the request line is to be ignored. One is.
    if (empty && line_ > 0) return end + 1;
    line_ = end + 1;
    seen_ = line_;
  }
}

tl::expected<FieldLine, Refusal> read_field_line(std::string_view line) {
  if (line.starts_with(' ') || line.starts_with('\t')) return Unexpected(Refusal::kFolded);
  std::size_t colon = 0;
  while (colon < line.size() && grammar::is(grammar::kToken, line[colon])) ++colon;
  if (colon == 0 || colon == line.size() || line[colon] != ':') {
    return Unexpected(Refusal::kFieldLine);
  }
  auto const value = line.substr(colon + 1);
  // A lone CR is among what a value may not hold.
  if (!grammar::all(grammar::kValue, value)) return Unexpected(Refusal::kFieldLine);
  return FieldLine{line.substr(0, colon), grammar::trimmed(value)};
}

tl::expected<Head, Refusal> read_head(std::string_view text, HeadLimits const& limits) {
  if (text.size() > limits.bytes) return Unexpected(Refusal::kHeadTooLarge);
  if (text.starts_with("\r\n")) text.remove_prefix(2);
  auto const first = next_line(text);
  if (!first) return Unexpected(first.error());
  auto const request = read_request_line(*first, limits.target_bytes);
  if (!request) return Unexpected(request.error());
  FieldReader fields(*request);
  for (std::size_t count = 0;; ++count) {
    auto const line = next_line(text);
    if (!line) return Unexpected(line.error());
    if (line->empty()) break;
    if (count == limits.fields) return Unexpected(Refusal::kTooManyFields);
    auto const field = read_field_line(*line);
    if (!field) return Unexpected(field.error());
    if (auto const fault = fields.take(*field)) return Unexpected(*fault);
  }
  return fields.finish();
}

}  // namespace qpv::http
