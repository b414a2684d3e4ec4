// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/document.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "geo/core/utf8.h"
#include "service/handlers/assets.h"

namespace qpv::handlers {
namespace {

// Browsers and search engines cut what is longer: a long name then stands alone.
constexpr std::size_t kMostInTitle = 70;

std::string window_title(DocumentHead const& head) {
  auto whole = fmt::format("{} – {}", head.title, head.subject);
  return count_characters(whole) <= kMostInTitle ? whole : std::string(head.title);
}

}  // namespace

http::Response document(DocumentHead const& head, Html content, Frames const& frames) {
  return public_page(
      fill(asset_bytes("document.html"), {{"window_title", escape(window_title(head))},
                                          {"title", escape(head.title)},
                                          {"subject", escape(head.subject)},
                                          {"root", escape(head.root)},
                                          {"script", head.script},
                                          {"content", std::move(content)}}),
      frames);
}

}  // namespace qpv::handlers
