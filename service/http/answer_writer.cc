// SPDX-License-Identifier: EUPL-1.2
#include "service/http/answer_writer.h"

#include <fmt/format.h>

#include <array>
#include <boost/beast/http/status.hpp>
#include <ctime>
#include <iterator>

namespace qpv::http {
namespace {

// "Mon, 23 Nov 2026 04:46:03 GMT", formatted once a second on each thread.
std::string_view http_date() {
  thread_local std::time_t formatted = 0;
  thread_local std::array<char, 32> text{};
  thread_local std::size_t length = 0;
  std::time_t const now = std::time(nullptr);
  if (now != formatted) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    // English names: the service never sets a locale.
    length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    formatted = now;
  }
  return {text.data(), length};
}

std::string_view reason_of(unsigned status) {
  namespace bh = boost::beast::http;
  auto const reason = bh::obsolete_reason(static_cast<bh::status>(status));
  return {reason.data(), reason.size()};
}

}  // namespace

void append_answer(std::string& out, Response const& response, AnswerForm const& form) {
  auto to = std::back_inserter(out);
  fmt::format_to(to, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, reason_of(response.status),
                 http_date());
  if (response.status != 204 && response.status != 304) {
    fmt::format_to(to, "Content-Type: {}\r\nContent-Length: {}\r\n", response.content_type,
                   response.body.size());
  }
  out += form.common_headers;
  out += response.headers;
  if (form.close) {
    out += "Connection: close\r\n";
  } else if (form.http_1_0) {
    out += "Connection: keep-alive\r\n";
  }
  out += "\r\n";
  if (form.method != Method::kHead) out += response.body;
}

}  // namespace qpv::http
