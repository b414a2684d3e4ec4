// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "service/handlers/html.h"
#include "service/http/message.h"

namespace qpv::handlers {

// Pages as answers: what they may load and tell is the same for all of them.
//
// The same for everybody: a browser may keep it, and asks whether it is still true.
http::Response public_page(Html html);
// The same for a page whose script has a worker of its own, and no use for markup.
http::Response worker_page(Html html);
// Holds what somebody typed: kept by nobody.
http::Response private_page(Html html);

}  // namespace qpv::handlers
