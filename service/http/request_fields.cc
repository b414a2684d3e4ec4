// SPDX-License-Identifier: EUPL-1.2
#include "service/http/request_fields.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "geo/core/ascii.h"
#include "service/http/grammar.h"

namespace qpv::http {
namespace {

using Unexpected = tl::unexpected<Refusal>;

bool same_authority(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return grammar::lower(x) == grammar::lower(y); });
}

}  // namespace

FieldReader::FieldReader(RequestLine const& request) : authority_(request.authority) {
  head_.method = request.method;
  head_.http_1_0 = request.http_1_0;
  head_.target = request.target;
}

FieldReader::Known const* FieldReader::known(std::string_view name) {
  static constexpr std::array<Known, 6> kFields{{
      {"host", &FieldReader::host},
      {"expect", &FieldReader::expect},
      {"connection", &FieldReader::connection},
      {"content-type", &FieldReader::content_type},
      {"content-length", &FieldReader::content_length},
      {"transfer-encoding", &FieldReader::transfer_encoding},
  }};
  auto const* const found = std::find_if(kFields.begin(), kFields.end(), [&](Known const& field) {
    return grammar::same_word(name, field.name);
  });
  return found == kFields.end() ? nullptr : found;
}

FieldReader::Fault FieldReader::take(FieldLine const& field) {
  auto const* const of = known(field.name);
  return of == nullptr ? std::nullopt : (this->*of->take)(field.value);
}

FieldReader::Fault FieldReader::host(std::string_view value) {
  if (has_host_ || !is_authority(value)) return Refusal::kHost;
  has_host_ = true;
  head_.host = value;
  return std::nullopt;
}

FieldReader::Fault FieldReader::content_type(std::string_view /*value*/) {
  if (has_content_type_) return Refusal::kRepeatedField;
  has_content_type_ = true;
  return std::nullopt;
}

// Not even the same value twice, which RFC 9110 would let us take once.
FieldReader::Fault FieldReader::content_length(std::string_view value) {
  if (head_.content_length || value.empty() || !std::all_of(value.begin(), value.end(), is_digit)) {
    return Refusal::kContentLength;
  }
  std::uint64_t length = 0;
  auto const read = std::from_chars(value.data(), value.data() + value.size(), length);
  if (read.ec != std::errc()) return Refusal::kContentLength;
  head_.content_length = length;
  return std::nullopt;
}

// Of the codings only "chunked" is understood, once and as the last. Several lines make one list.
FieldReader::Fault FieldReader::transfer_encoding(std::string_view value) {
  has_encoding_ = true;
  do {
    auto const coding = grammar::next_element(value);
    auto const name = grammar::trimmed(coding.substr(0, coding.find(';')));
    if (!grammar::is_token(name) || head_.chunked) return Refusal::kTransferEncoding;
    if (!grammar::same_word(name, "chunked")) {
      unknown_coding_ = true;
    } else if (name.size() != coding.size()) {
      return Refusal::kTransferEncoding;  // chunked has no parameters
    } else {
      head_.chunked = true;
    }
  } while (value.data() != nullptr);  // an empty element after a last comma is one too
  return std::nullopt;
}

FieldReader::Fault FieldReader::connection(std::string_view value) {
  while (!value.empty()) {
    auto const option = grammar::next_element(value);
    if (!grammar::all(grammar::kToken, option)) return Refusal::kFieldLine;
    close_ = close_ || grammar::same_word(option, "close");
    keep_alive_ = keep_alive_ || grammar::same_word(option, "keep-alive");
  }
  return std::nullopt;
}

FieldReader::Fault FieldReader::expect(std::string_view value) {
  if (!grammar::same_word(value, "100-continue")) return Refusal::kExpectation;
  head_.expects_continue = true;
  return std::nullopt;
}

tl::expected<Head, Refusal> FieldReader::finish() {
  if (!has_host_ && !head_.http_1_0) return Unexpected(Refusal::kHost);
  // The client must send them equal; a proxy before us may have decided by either.
  if (has_host_ && !authority_.empty() && !same_authority(authority_, head_.host)) {
    return Unexpected(Refusal::kHost);
  }
  if (has_encoding_) {
    if (head_.content_length || head_.http_1_0) return Unexpected(Refusal::kTransferEncoding);
    if (unknown_coding_) return Unexpected(Refusal::kUnknownCoding);
  }
  head_.keep_alive = !close_ && (!head_.http_1_0 || keep_alive_);
  // RFC 9110, 10.1.1: of an HTTP/1.0 client the expectation is ignored.
  head_.expects_continue = head_.expects_continue && !head_.http_1_0;
  return head_;
}

}  // namespace qpv::http
