// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "geo/core/ground.h"
#include "geo/core/types.h"

namespace qpv {

// Eight boxes side by side: one loop without a branch looks at all of them, and the compiler makes
// it two boxes an instruction. They are kept in half the bytes, rounded outwards by a metre at
// most: enough to know where not to look, and two cache lines for all. What is not filled is a box
// that holds nothing and is infinitely far from everything.
struct alignas(64) BoxBlock {
  static constexpr std::size_t kSize = 8;
  using Distances = std::array<double, kSize>;

  std::array<float, kSize> west;
  std::array<float, kSize> south;
  std::array<float, kSize> east;
  std::array<float, kSize> north;

  BoxBlock() {
    west.fill(kInfinity);
    south.fill(kInfinity);
    east.fill(-kInfinity);
    north.fill(-kInfinity);
  }

  void set(std::size_t i, Box const& box) {
    west[i] = at_most(box.min.lon);
    south[i] = at_most(box.min.lat);
    east[i] = -at_most(-box.max.lon);
    north[i] = -at_most(-box.max.lat);
  }
  [[nodiscard]] Box operator[](std::size_t i) const {
    return {{west[i], south[i]}, {east[i], north[i]}};
  }

  // Squares of the distances from the frame's origin, in metres.
  [[nodiscard]] Distances distances2(LocalFrame const& frame) const {
    Distances found;
    for (std::size_t i = 0; i < kSize; ++i) {
      double const lon = std::max(west[i] - frame.origin.lon, frame.origin.lon - east[i]);
      double const lat = std::max(south[i] - frame.origin.lat, frame.origin.lat - north[i]);
      double const x = std::max(0.0, lon) * frame.metres_per_lon;
      double const y = std::max(0.0, lat) * frame.metres_per_lat;
      found[i] = x * x + y * y;
    }
    return found;
  }

  // One bit for each of the first `count` boxes: whether a ray from the point eastwards may meet
  // it.
  [[nodiscard]] unsigned met_by_ray(LonLat point, std::size_t count) const {
    auto const bit = [](bool holds) { return static_cast<unsigned>(holds); };
    unsigned met = 0;
    for (std::size_t i = 0; i < count; ++i) {
      met |= (bit(point.lat >= south[i]) & bit(point.lat <= north[i]) & bit(point.lon <= east[i]))
             << i;
    }
    return met;
  }

 private:
  static constexpr float kInfinity = std::numeric_limits<float>::infinity();

  static float at_most(double number) {
    auto const near = static_cast<float>(number);
    return near <= number ? near : std::nextafter(near, -kInfinity);
  }
};

}  // namespace qpv
