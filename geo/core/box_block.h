// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "geo/core/ground.h"
#include "geo/core/types.h"

namespace qpv {

// Eight boxes side by side: one loop without a branch looks at all of them, and the compiler makes
// it two boxes an instruction. What is not filled is a box that holds nothing and is infinitely
// far from everything.
struct BoxBlock {
  static constexpr std::size_t kSize = 8;
  using Distances = std::array<double, kSize>;

  std::array<double, kSize> west;
  std::array<double, kSize> south;
  std::array<double, kSize> east;
  std::array<double, kSize> north;
  std::size_t count = 0;

  BoxBlock() {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    west.fill(kInfinity);
    south.fill(kInfinity);
    east.fill(-kInfinity);
    north.fill(-kInfinity);
  }

  void add(Box const& box) {
    west[count] = box.min.lon;
    south[count] = box.min.lat;
    east[count] = box.max.lon;
    north[count] = box.max.lat;
    ++count;
  }
  [[nodiscard]] bool full() const { return count == kSize; }
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

  // One bit a box: whether a ray from the point eastwards may meet it.
  [[nodiscard]] unsigned met_by_ray(LonLat point) const {
    auto const bit = [](bool holds) { return static_cast<unsigned>(holds); };
    unsigned met = 0;
    for (std::size_t i = 0; i < count; ++i) {
      met |= (bit(point.lat >= south[i]) & bit(point.lat <= north[i]) & bit(point.lon <= east[i]))
             << i;
    }
    return met;
  }
};

}  // namespace qpv
