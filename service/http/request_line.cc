// SPDX-License-Identifier: EUPL-1.2
#include "service/http/request_line.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

#include "geo/core/ascii.h"
#include "service/http/grammar.h"

namespace qpv::http {
namespace {

using Unexpected = tl::unexpected<Refusal>;

Method method_of(std::string_view name) {
  for (auto const method : {Method::kGet, Method::kPost, Method::kHead, Method::kOptions}) {
    if (name == to_string(method)) return method;
  }
  return Method::kOther;
}

// "HTTP/" DIGIT "." DIGIT, in capitals.
bool is_version(std::string_view text) {
  return text.size() == 8 && text.starts_with("HTTP/") && is_digit(text[5]) && text[6] == '.' &&
         is_digit(text[7]);
}

bool is_port(std::string_view text) {
  constexpr unsigned kHighest = 65535;
  unsigned port = 0;
  for (char const c : text) {
    if (!is_digit(c)) return false;
    port = port * 10 + static_cast<unsigned>(c - '0');
    if (port > kHighest) return false;
  }
  return true;
}

bool is_ipv6(std::string_view text) {
  std::array<unsigned char, sizeof(in6_addr)> ignored{};
  return inet_pton(AF_INET6, std::string(text).c_str(), ignored.data()) == 1;
}

// Splits an absolute-form target into the authority and the rest.
tl::expected<RequestLine, Refusal> from_absolute(RequestLine request) {
  auto const colon = request.target.find("://");
  if (colon == std::string_view::npos) return Unexpected(Refusal::kTarget);
  auto const scheme = request.target.substr(0, colon);
  if (!grammar::same_word(scheme, "http") && !grammar::same_word(scheme, "https")) {
    return Unexpected(Refusal::kTarget);
  }
  auto const rest = request.target.substr(colon + 3);
  auto const end = std::min(rest.find_first_of("/?"), rest.size());
  request.authority = rest.substr(0, end);
  request.target = rest.substr(end);
  if (!is_authority(request.authority)) return Unexpected(Refusal::kTarget);
  return request;
}

}  // namespace

bool is_authority(std::string_view text) {
  std::size_t end = 0;
  if (text.starts_with('[')) {
    end = text.find(']');
    if (end == std::string_view::npos || !is_ipv6(text.substr(1, end - 1))) return false;
    ++end;
  } else {
    end = std::min(text.find(':'), text.size());
    if (end == 0 || !grammar::all(grammar::kHost, text.substr(0, end))) return false;
  }
  return end == text.size() || (text[end] == ':' && is_port(text.substr(end + 1)));
}

tl::expected<RequestLine, Refusal> read_request_line(std::string_view line,
                                                     std::size_t target_bytes) {
  auto const first = line.find(' ');
  auto const last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return Unexpected(Refusal::kRequestLine);
  auto const method = line.substr(0, first);
  auto const version = line.substr(last + 1);
  RequestLine request{
      method_of(method), version == "HTTP/1.0", line.substr(first + 1, last - first - 1), {}};
  if (!grammar::is_token(method) || !is_version(version)) {
    return Unexpected(Refusal::kRequestLine);
  }
  if (!request.http_1_0 && version != "HTTP/1.1") return Unexpected(Refusal::kVersion);
  // A second space lies in the target and is refused with it.
  if (request.target.empty() || !grammar::all(grammar::kTarget, request.target)) {
    return Unexpected(Refusal::kTarget);
  }
  if (request.target.size() > target_bytes) return Unexpected(Refusal::kTargetTooLong);
  if (method == "CONNECT") return Unexpected(Refusal::kConnect);
  if (request.target.starts_with('/')) return request;
  if (request.target == "*") {
    if (request.method == Method::kOptions) return request;
    return Unexpected(Refusal::kTarget);
  }
  return from_absolute(request);
}

}  // namespace qpv::http
