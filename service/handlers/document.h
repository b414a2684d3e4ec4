// SPDX-License-Identifier: EUPL-1.2
//
// A page of text, as all of them look.
#pragma once

#include <string_view>

#include "service/handlers/html.h"
#include "service/handlers/html_page.h"
#include "service/http/message.h"

namespace qpv::handlers {

struct DocumentHead {
  std::string_view title;
  std::string_view subject;  // what the page belongs to, above it and in the window's title
  std::string_view root;     // from the page to the service's first page, whatever the base path
  Html script = {};          // further elements of the head
};

// In French, the same for everybody.
http::Response document(DocumentHead const& head, Html content, Frames const& frames = {});

}  // namespace qpv::handlers
