// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "service/http/listen_address.h"

namespace qpv::http {

// Asks the service that listens there for /healthz: 0 when it answers 200 within two seconds, else
// 1. For containers, which have no other client. An unspecified address means this machine.
int healthcheck(ListenAddress const& address);

}  // namespace qpv::http
