// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/region.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qpv {
namespace {

// The plane at a point and the ground differ by less than this, squared, up to 5 km.
constexpr double kPlaneError = 1.001;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The point of the edge nearest to the frame's origin.
LonLat nearest_on(Edge const& edge, LocalFrame const& frame) {
  auto const a = frame.to_metres(edge.a);
  auto const b = frame.to_metres(edge.b);
  double const dx = b.x - a.x;
  double const dy = b.y - a.y;
  double const length2 = dx * dx + dy * dy;
  if (length2 == 0) return edge.a;
  double const t = std::clamp(-(a.x * dx + a.y * dy) / length2, 0.0, 1.0);
  return {edge.a.lon + t * (edge.b.lon - edge.a.lon), edge.a.lat + t * (edge.b.lat - edge.a.lat)};
}

Box box_of(Edge const& edge) {
  return {{std::min(edge.a.lon, edge.b.lon), std::min(edge.a.lat, edge.b.lat)},
          {std::max(edge.a.lon, edge.b.lon), std::max(edge.a.lat, edge.b.lat)}};
}

LonLat along(Edge const& edge, double t) {
  return {edge.a.lon + t * (edge.b.lon - edge.a.lon), edge.a.lat + t * (edge.b.lat - edge.a.lat)};
}

// A segment as the origin of its own coordinates.
struct Line {
  LonLat origin;
  double dx;
  double dy;
  double length2;

  explicit Line(Edge const& edge)
      : origin(edge.a),
        dx(edge.b.lon - edge.a.lon),
        dy(edge.b.lat - edge.a.lat),
        length2(dx * dx + dy * dy) {}
  [[nodiscard]] double side(LonLat p) const {
    return dx * (p.lat - origin.lat) - dy * (p.lon - origin.lon);
  }
  [[nodiscard]] double position(LonLat p) const {
    return (dx * (p.lon - origin.lon) + dy * (p.lat - origin.lat)) / length2;
  }
};

}  // namespace

double distance_to(Edge const& edge, LonLat point) {
  return ground_distance(point, nearest_on(edge, LocalFrame(point)));
}

Region::Nearest Region::nearest(LonLat point, Nearest best) const {
  LocalFrame const frame(point);
  double best2 = best.metres * best.metres * kPlaneError;
  std::size_t steps = 0;
  auto const may_be_nearer = [&](Box const& box) {
    ++steps;
    auto const gap = frame.gap_to(box);
    return gap.x * gap.x + gap.y * gap.y < best2;
  };
  for (auto const* shape : shapes_) {
    if (!may_be_nearer(shape->box())) continue;
    shape->for_each_edge(may_be_nearer, [&](LonLat a, LonLat b) {
      ++steps;
      auto const at = nearest_on({a, b}, frame);
      auto const there = frame.to_metres(at);
      if (there.x * there.x + there.y * there.y >= best2) return;
      double const metres = ground_distance(point, at);
      if (metres >= best.metres) return;
      best = {metres, {a, b}};
      best2 = metres * metres * kPlaneError;
    });
  }
  effort_.spend(steps);
  return best;
}

bool Region::runs_one_way(Edge const& way, LonLat point, double metres) const {
  LocalFrame const frame(point);
  double const reach2 = metres * metres * kPlaneError;
  std::size_t steps = 0;
  bool one_way = true;
  auto const direction = [&](LonLat a, LonLat b) {
    return LocalFrame::Point{(b.lon - a.lon) * frame.metres_per_lon,
                             (b.lat - a.lat) * frame.metres_per_lat};
  };
  auto const wanted = direction(way.a, way.b);
  auto const near = [&](Box const& box) {
    ++steps;
    auto const gap = frame.gap_to(box);
    return one_way && gap.x * gap.x + gap.y * gap.y <= reach2;
  };
  for (auto const* shape : shapes_) {
    if (!near(shape->box())) continue;
    shape->for_each_edge(near, [&](LonLat a, LonLat b) {
      ++steps;
      auto const that = direction(a, b);
      if (that.x * wanted.x + that.y * wanted.y > 0 || a == b) return;
      auto const there = frame.to_metres(nearest_on({a, b}, frame));
      if (there.x * there.x + there.y * there.y <= reach2) one_way = false;
    });
  }
  effort_.spend(steps);
  return one_way;
}

bool Region::contains(LonLat point) const {
  effort_.spend(shapes_.size());
  return std::any_of(shapes_.begin(), shapes_.end(),
                     [&](ShapeIndex const* shape) { return shape->contains(point); });
}

bool Region::maybe_meets(Edge const& segment) const {
  auto const box = box_of(segment);
  return std::any_of(shapes_.begin(), shapes_.end(),
                     [&](ShapeIndex const* shape) { return box.meets(shape->box()); });
}

std::vector<double> Region::cuts(Edge const& segment) const {
  constexpr double kRounding = 1e-9;  // a cut too many does no harm
  std::vector<double> cuts;
  Line const line(segment);
  if (line.length2 == 0) return cuts;
  auto const box = box_of(segment);
  std::size_t steps = 0;
  auto const near = [&](Box const& other) {
    ++steps;
    return box.meets(other);
  };
  for (auto const* shape : shapes_) {
    if (!near(shape->box())) continue;
    shape->for_each_edge(near, [&](LonLat a, LonLat b) {
      ++steps;
      double const from = line.side(a);
      double const to = line.side(b);
      // A vertex exactly on the line is on the right of it for both its edges.
      if ((from > 0) == (to > 0)) return;
      double const t = line.position(along({a, b}, from / (from - to)));
      if (t >= -kRounding && t <= 1 + kRounding) cuts.push_back(std::clamp(t, 0.0, 1.0));
    });
  }
  effort_.spend(steps);
  std::sort(cuts.begin(), cuts.end());
  return cuts;
}

std::vector<Edge> Region::outside(Edge const& segment) const {
  auto ends = cuts(segment);
  ends.insert(ends.begin(), 0.0);
  ends.push_back(1.0);
  std::vector<Edge> pieces;
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    if (ends[i] == ends[i + 1] && ends.size() > 2) continue;
    if (contains(along(segment, (ends[i] + ends[i + 1]) / 2))) continue;
    LonLat const from = i == 0 ? segment.a : along(segment, ends[i]);
    LonLat const to = i + 2 == ends.size() ? segment.b : along(segment, ends[i + 1]);
    pieces.push_back({from, to});
  }
  return pieces;
}

Box Region::box() const {
  Box box{{kInfinity, kInfinity}, {-kInfinity, -kInfinity}};
  for (auto const* shape : shapes_) {
    box.min = {std::min(box.min.lon, shape->box().min.lon),
               std::min(box.min.lat, shape->box().min.lat)};
    box.max = {std::max(box.max.lon, shape->box().max.lon),
               std::max(box.max.lat, shape->box().max.lat)};
  }
  return box;
}

}  // namespace qpv
