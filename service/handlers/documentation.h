// SPDX-License-Identifier: EUPL-1.2
//
// What the service says of itself, for those who write programs.
#pragma once

#include "service/http/message.h"

namespace qpv::handlers {

// GET /openapi.json: service/openapi.json, built into the program.
http::Response openapi(http::Request const& request);
// GET /docs: the same for people, with examples and the code that makes them.
http::Response api_documentation(http::Request const& request);
// GET /problems: every type of error.
http::Response list_problems(http::Request const& request);
// GET /problems/{name}: what one type means and what to do; the address that errors give as `type`.
http::Response problem_page(http::Request const& request);

}  // namespace qpv::handlers
