// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/http/message.h"

namespace qpv::handlers {

// "name:password" pairs of HTTP Basic; empty: whatever a client sends is accepted.
using BasicKeys = std::vector<std::string>;

// Whether an Authorization field holds one of the keys. Every key is compared to its end, so that
// the time it takes says nothing about how much of one was right.
bool is_authorized(std::string_view authorization, BasicKeys const& keys);

// 401, with the challenge.
http::Response unauthorized();

}  // namespace qpv::handlers
