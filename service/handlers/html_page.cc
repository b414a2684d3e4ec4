// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/html_page.h"

#include <string>
#include <utility>

namespace qpv::handlers {
namespace {

// "trusted-types": the script hands the server's answer to DOMParser through one policy of its own,
// and nothing else of the page can turn text into markup.
constexpr std::string_view kPageHeaders =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types qpv-answer\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: geolocation=(self), camera=(), microphone=()\r\n";

}  // namespace

http::Response html_page(Html html, std::string_view cache) {
  http::Response response;
  response.content_type = http::kHtml;
  response.headers = std::string(kPageHeaders) + std::string(cache);
  response.body = std::move(html.text);
  return response;
}

}  // namespace qpv::handlers
