// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/html_page.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace qpv::handlers {
namespace {

// "trusted-types": the scripts hand the server's answer to DOMParser through one policy of their
// own, and nothing else of the page can turn text into markup.
std::string headers_of(Frames const& frames) {
  return fmt::format(
      "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
      "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-src {}; frame-ancestors {}; require-trusted-types-for 'script'; "
      "trusted-types qpv-answer\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Permissions-Policy: geolocation=(self), camera=(), microphone=()\r\n",
      frames.inside, frames.ancestors);
}

// The worker's own policy comes with its file, and allows it no connection (pages.cc, asset()).
constexpr std::string_view kWorkerPageHeaders =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; worker-src 'self'; "
    "style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types qpv-listes\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: geolocation=(), camera=(), microphone=()\r\n";

http::Response html_page(Html html, std::string headers) {
  http::Response response;
  response.content_type = http::kHtml;
  response.headers = std::move(headers);
  response.body = std::move(html.text);
  return response;
}

}  // namespace

http::Response public_page(Html html, Frames const& frames) {
  auto response = html_page(std::move(html), headers_of(frames));
  response.dataset_only = true;
  return response;
}

http::Response worker_page(Html html) {
  auto response = html_page(std::move(html), std::string(kWorkerPageHeaders));
  response.dataset_only = true;
  return response;
}

http::Response private_page(Html html, Frames const& frames) {
  auto response = html_page(std::move(html), headers_of(frames));
  response.headers += http::kNoStore;
  return response;
}

}  // namespace qpv::handlers
