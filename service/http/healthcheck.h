// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "service/http/listen_address.h"

namespace qpv::http {

// Asks the service that listens there for /healthz below its base path: 0 when it answers 200
// within two seconds, else
// 1. For containers, which have no other client. An unspecified address means this machine.
int healthcheck(ListenAddress const& address, std::string_view base_path);

}  // namespace qpv::http
