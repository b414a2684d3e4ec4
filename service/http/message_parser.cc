// SPDX-License-Identifier: EUPL-1.2
#include "service/http/message_parser.h"

#include <boost/asio/buffer.hpp>
#include <cstdint>
#include <limits>
#include <utility>

namespace qpv::http {
namespace {

namespace bh = boost::beast::http;

void add_to_list(std::string& list, std::string_view value) {
  if (!list.empty()) list += ", ";
  list += value;
}

}  // namespace

MessageParser::MessageParser(HeadLimits const& limits) {
  parser_.header_limit(static_cast<std::uint32_t>(limits.bytes));
  // The route's limit is checked before Beast sees a byte. (No limit at all refuses every body:
  // Beast 1.74 compares a length with the empty optional.)
  parser_.body_limit(std::numeric_limits<std::uint64_t>::max());
}

std::optional<Refusal> MessageParser::take_head(std::string_view text, Head const& head) {
  if (text.starts_with("\r\n"))
    text.remove_prefix(2);  // Beast knows no empty line before a request
  boost::beast::error_code error;
  auto const used = parser_.put(boost::asio::buffer(text), error);
  if (error || used != text.size() || !parser_.is_header_done()) return Refusal::kReadersDiffer;
  auto const length = parser_.content_length();
  bool const same_length = length ? head.content_length == *length : !head.content_length;
  if (!same_length || parser_.chunked() != head.chunked) return Refusal::kReadersDiffer;
  parser_.eager(true);  // from here on: the body, as far as it has come
  return std::nullopt;
}

tl::expected<std::size_t, Refusal> MessageParser::take_body(std::string_view bytes) {
  std::size_t used = 0;
  boost::beast::error_code error;
  while (used < bytes.size() && !done()) {
    used += parser_.put(boost::asio::buffer(bytes.substr(used)), error);
    if (error == bh::error::need_more) break;
    if (error) return tl::unexpected(Refusal::kReadersDiffer);
  }
  return used;
}

void MessageParser::fill_fields(Request& request) const {
  auto const& message = parser_.get();
  for (auto const& field : message) {
    switch (field.name()) {
      case bh::field::accept:
        add_to_list(request.accept, field.value());
        break;
      case bh::field::accept_encoding:
        add_to_list(request.accept_encoding, field.value());
        break;
      case bh::field::content_encoding:
        add_to_list(request.content_encoding, field.value());
        break;
      case bh::field::if_none_match:
        add_to_list(request.if_none_match, field.value());
        break;
      case bh::field::authorization:
        request.authorization = field.value();
        break;
      case bh::field::content_type:
        request.content_type = field.value();
        break;
      case bh::field::origin:
        request.origin = field.value();
        break;
      default:
        break;
    }
  }
}

std::string MessageParser::list(std::string_view name) const {
  std::string list;
  auto const [begin, end] = parser_.get().equal_range(name);
  for (auto it = begin; it != end; ++it) add_to_list(list, it->value());
  return list;
}

}  // namespace qpv::http
