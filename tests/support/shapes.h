// SPDX-License-Identifier: EUPL-1.2
//
// Small shapes and perimeters for tests, in metres around a place of the agglomération.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "geo/core/ground.h"
#include "geo/core/perimeter_code.h"
#include "geo/core/types.h"

namespace qpv::test {

inline constexpr LonLat kLens{2.83, 50.43};
inline constexpr Date kToday = make_date(2026, 11, 23);

// The point x metres east and y metres north of kLens.
inline LonLat at(double x, double y) { return LocalFrame(kLens).to_degrees({x, y}); }

inline Ring ring(std::vector<std::pair<double, double>> const& corners) {
  Ring out;
  for (auto const& [x, y] : corners) out.push_back(at(x, y));
  out.push_back(out.front());
  return out;
}

inline Polygon rectangle(double west, double south, double east, double north) {
  return {ring({{west, south}, {east, south}, {east, north}, {west, north}}), {}};
}

inline Perimeter perimeter(std::string code, MultiPolygon shape) {
  auto const parsed = parse_perimeter_code(code).value();
  auto name = "Quartier " + code;
  return {std::move(code),
          std::move(name),
          "QP",
          parsed.generation,
          validity_of(parsed.generation, parsed.overseas),
          {},
          {},
          true,
          {},
          std::move(shape)};
}

inline Ground footprint(Perimeter const& of) { return {of.validity, of.shape}; }

}  // namespace qpv::test
