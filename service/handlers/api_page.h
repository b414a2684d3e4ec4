// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "geo/json/api_description.h"
#include "service/handlers/html.h"

namespace qpv::handlers {

// The API for those who write programs: every operation with its parameters, its examples and the
// code that makes them. Needs no script.
Html api_page(ApiDescription const& api);

// A description's paragraphs, **strong** and `code`.
Html from_description(std::string_view text);

}  // namespace qpv::handlers
