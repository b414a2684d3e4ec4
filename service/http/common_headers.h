// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace qpv::http {

// The header lines that every answer has, each ending in CRLF: written once, when the service
// starts.
struct CommonHeaders {
  struct ForOrigin {
    std::string origin;  // as a browser writes it: "https://www.lens.example"
    std::string lines;
  };

  std::string usual;
  std::vector<ForOrigin> others = {};  // instead of the usual ones, for pages of these origins

  // `origin` as the request says it, empty where it says none.
  [[nodiscard]] std::string_view for_origin(std::string_view origin) const {
    if (origin.empty() || others.empty()) return usual;
    auto const found = std::find_if(others.begin(), others.end(),
                                    [&](ForOrigin const& each) { return each.origin == origin; });
    return found == others.end() ? usual : found->lines;
  }
};

}  // namespace qpv::http
