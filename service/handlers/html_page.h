// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "service/handlers/html.h"
#include "service/http/message.h"

namespace qpv::handlers {

// Pages as answers: what they may load and tell is the same for all of them, but for frames.
struct Frames {
  std::string_view ancestors = "'none'";  // who may show the page in a frame, as CSP writes it
  std::string_view inside = "'none'";     // what the page may show in one
};

// The same for everybody: a browser may keep it, and asks whether it is still true.
http::Response public_page(Html html, Frames const& frames = {});
// The same for a page whose script has a worker of its own, and no use for markup.
http::Response worker_page(Html html);
// Holds what somebody typed: kept by nobody.
http::Response private_page(Html html, Frames const& frames = {});

}  // namespace qpv::handlers
