// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "service/handlers/html.h"
#include "service/http/message.h"

namespace qpv::handlers {

// A page as an answer: what it may load and tell is the same for all of them. `cache` is the
// Cache-Control line.
http::Response html_page(Html html, std::string_view cache);

}  // namespace qpv::handlers
