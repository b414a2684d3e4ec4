// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/own_address.h"

#include <fmt/format.h>

namespace qpv::handlers {

std::string own_address(http::Request const& request) {
  if (request.host.empty()) return std::string(request.base_path);
  return fmt::format("{}://{}{}", request.secure ? "https" : "http", request.host,
                     request.base_path);
}

}  // namespace qpv::handlers
