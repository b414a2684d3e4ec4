// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/geocode_fault.h"

#include "geo/json/compact.h"

namespace qpv {

std::string encode_addok_fault(std::string_view title, std::string_view description) {
  json::Compact out;
  out.object([&] {
    out.member("title", title);
    out.member("description", description);
  });
  return out.take();
}

std::string encode_geoplateforme_fault(unsigned code, std::string_view message,
                                       std::string_view detail) {
  json::Compact out;
  out.object([&] {
    out.member("code", code);
    out.member("message", message);
    if (detail.empty()) return;
    out.key("detail");
    out.array([&] { out.value(detail); });
  });
  return out.take();
}

}  // namespace qpv
