// SPDX-License-Identifier: EUPL-1.2
#include "service/http/message.h"

namespace qpv::http {

std::string_view to_string(Method method) {
  switch (method) {
    case Method::kGet:
      return "GET";
    case Method::kHead:
      return "HEAD";
    case Method::kPost:
      return "POST";
    case Method::kOptions:
      return "OPTIONS";
    case Method::kOther:
      break;
  }
  return "other";  // what the caller wrote is the caller's
}

std::string_view Request::path_parameter(std::string_view name) const {
  for (auto const& [key, value] : path_parameters) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace qpv::http
