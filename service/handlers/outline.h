// SPDX-License-Identifier: EUPL-1.2
//
// Perimeters as lines on a plan of limited size.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "geo/core/ground.h"
#include "geo/core/types.h"

namespace qpv::handlers {

// A rectangle of ground, drawn in whole metres from its north-west corner: x east, y south.
struct PlanView {
  LonLat north_west{};
  double metres_per_lon = 1;
  double metres_per_lat = 1;
  double width = 1;
  double height = 1;

  [[nodiscard]] LocalFrame::Point place(LonLat p) const {
    return {(p.lon - north_west.lon) * metres_per_lon, (north_west.lat - p.lat) * metres_per_lat};
  }
  [[nodiscard]] bool holds(LocalFrame::Point p) const {
    return p.x >= 0 && p.y >= 0 && p.x <= width && p.y <= height;
  }
};

// The view of `box` with a margin around it.
PlanView view_of(Box const& box);

struct PlanPoint {
  int x;
  int y;
  friend bool operator==(PlanPoint const&, PlanPoint const&) = default;
};

// The outlines of one perimeter, each without its closing vertex. A part too small to have a shape
// on the plan is one point.
using Outline = std::vector<std::vector<PlanPoint>>;

// One outline a perimeter, simplified (Douglas-Peucker) until all together have at most
// `most_vertices`, or until each perimeter is a point. An agglomération keeps its shapes within a
// few metres; of France, at that scale, points remain.
std::vector<Outline> outlines(std::vector<Perimeter const*> const& perimeters, PlanView const& view,
                              std::size_t most_vertices);

// The "d" of an SVG path.
std::string to_path(Outline const& outline);

}  // namespace qpv::handlers
