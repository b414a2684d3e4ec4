// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "geo/core/types.h"

namespace qpv {

// RFC 9457 problem details. `type` is the stable word that clients may rely on; texts may change.
struct Problem {
  unsigned status;
  std::string_view type;       // "invalid-parameter"; becomes the URI reference "/problems/..."
  std::string_view title;      // French, the same for every problem of that type
  std::string detail;          // French, about this one
  std::string parameter = {};  // at fault; empty: none
  // Where in a body: a JSON pointer ("/coordinates/0/3") and, of a shape, the place.
  std::optional<std::string> pointer = {};
  std::optional<LonLat> position = {};
};

// Begins with the type: its path is at kProblemTypeAt.
std::string encode_problem(Problem const& problem);
inline constexpr std::size_t kProblemTypeAt = std::string_view(R"({"type":")").size();

}  // namespace qpv
