// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/problem.h"

#include "geo/json/compact.h"

namespace qpv {

std::string encode_problem(Problem const& problem) {
  json::Compact out;
  out.object([&] {
    out.member("type", "/problems/" + std::string(problem.type));
    out.member("title", problem.title);
    out.member("status", problem.status);
    out.member("detail", problem.detail);
    if (!problem.parameter.empty()) out.member("parameter", problem.parameter);
  });
  return out.take();
}

}  // namespace qpv
