// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/document.h"

#include <utility>

#include "service/handlers/assets.h"

namespace qpv::handlers {

http::Response document(DocumentHead const& head, Html content, Frames const& frames) {
  return public_page(fill(asset_bytes("document.html"), {{"title", escape(head.title)},
                                                         {"subject", escape(head.subject)},
                                                         {"root", escape(head.root)},
                                                         {"script", head.script},
                                                         {"content", std::move(content)}}),
                     frames);
}

}  // namespace qpv::handlers
