// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "geo/core/result.h"
#include "service/http/message.h"

namespace qpv::http {

struct Target {
  std::string path;
  Parameters query;
};

// Splits and decodes a target as Head has it: "/v1/point?lon=2", "?lon=2", "" or "*".
// Refuses malformed escapes, NUL, and text that is not UTF-8 once decoded.
Result<Target> parse_target(std::string_view target);

// The same rules for an application/x-www-form-urlencoded body.
Result<Parameters> parse_form(std::string_view text);

}  // namespace qpv::http
