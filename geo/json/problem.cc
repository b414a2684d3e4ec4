// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/problem.h"

#include "geo/json/compact.h"
#include "geo/json/rounded.h"

namespace qpv {

std::string encode_problem(Problem const& problem) {
  json::Compact out;
  out.object([&] {
    out.member("type", "/problems/" + std::string(problem.type));
    out.member("title", problem.title);
    out.member("status", problem.status);
    out.member("detail", problem.detail);
    if (!problem.parameter.empty()) out.member("parameter", problem.parameter);
    if (problem.pointer) out.member("pointer", *problem.pointer);
    if (problem.position) {
      constexpr double kPerDegree = 1e7;
      out.key("position");
      out.object([&] {
        out.member("lon", json::rounded(problem.position->lon, kPerDegree));
        out.member("lat", json::rounded(problem.position->lat, kPerDegree));
      });
    }
  });
  return out.take();
}

}  // namespace qpv
