// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace qpv {

// RFC 9457 problem details. `type` is the stable word that clients may rely on; texts may change.
struct Problem {
  unsigned status;
  std::string_view type;       // "invalid-parameter"; becomes the URI reference "/problems/..."
  std::string_view title;      // French, the same for every problem of that type
  std::string detail;          // French, about this one
  std::string parameter = {};  // at fault; empty: none
};

std::string encode_problem(Problem const& problem);

}  // namespace qpv
