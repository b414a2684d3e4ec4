// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "service/http/message.h"

namespace qpv::handlers {

// Where this client finds the service, without a slash at its end: "https://qpv.example/outils". Of
// HTTP/1.0, which may not say the host, only the path.
std::string own_address(http::Request const& request);

}  // namespace qpv::handlers
