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

// The worker's own policy comes with its file, and allows it no connection (pages.cc, asset()).
constexpr std::string_view kWorkerPageHeaders =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; worker-src 'self'; "
    "style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types qpv-listes\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: geolocation=(), camera=(), microphone=()\r\n";

http::Response html_page(Html html, std::string_view headers = kPageHeaders) {
  http::Response response;
  response.content_type = http::kHtml;
  response.headers = headers;
  response.body = std::move(html.text);
  return response;
}

}  // namespace

http::Response public_page(Html html) {
  auto response = html_page(std::move(html));
  response.dataset_only = true;
  return response;
}

http::Response worker_page(Html html) {
  auto response = html_page(std::move(html), kWorkerPageHeaders);
  response.dataset_only = true;
  return response;
}

http::Response private_page(Html html) {
  auto response = html_page(std::move(html));
  response.headers += http::kNoStore;
  return response;
}

}  // namespace qpv::handlers
