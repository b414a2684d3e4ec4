// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/boundary_gap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace qpv::ogr {
namespace {

using Point = LocalFrame::Point;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Edge {
  Point a;
  Point b;
};

Point middle(Edge const& edge) { return {(edge.a.x + edge.b.x) / 2, (edge.a.y + edge.b.y) / 2}; }

double length(Edge const& edge) { return std::hypot(edge.b.x - edge.a.x, edge.b.y - edge.a.y); }

double distance(Point p, Edge const& edge) {
  double const dx = edge.b.x - edge.a.x;
  double const dy = edge.b.y - edge.a.y;
  double const squared = dx * dx + dy * dy;
  double const along = squared > 0 ? ((p.x - edge.a.x) * dx + (p.y - edge.a.y) * dy) / squared : 0;
  double const t = std::clamp(along, 0.0, 1.0);
  return std::hypot(p.x - edge.a.x - t * dx, p.y - edge.a.y - t * dy);
}

std::vector<Edge> edges_of(MultiPolygon const& shape, LocalFrame const& frame) {
  std::vector<Edge> edges;
  auto const add = [&](Ring const& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      edges.push_back({frame.to_metres(ring[i]), frame.to_metres(ring[i + 1])});
    }
  };
  for (auto const& polygon : shape) {
    add(polygon.outer);
    for (auto const& hole : polygon.holes) add(hole);
  }
  return edges;
}

// Some edges that follow each other, and their box: looked at together, or passed over.
struct Block {
  std::size_t begin;
  std::size_t end;
  Point min{kInfinity, kInfinity};
  Point max{-kInfinity, -kInfinity};

  [[nodiscard]] double distance_to(Point p) const {
    double const x = std::max({min.x - p.x, p.x - max.x, 0.0});
    double const y = std::max({min.y - p.y, p.y - max.y, 0.0});
    return std::hypot(x, y);
  }
};

class Boundary {
 public:
  explicit Boundary(std::vector<Edge> edges) : edges_(std::move(edges)) {
    constexpr std::size_t kBlock = 16;
    for (std::size_t i = 0; i < edges_.size(); i += kBlock) {
      Block block{i, std::min(i + kBlock, edges_.size())};
      for (std::size_t k = block.begin; k < block.end; ++k) {
        for (auto const& p : {edges_[k].a, edges_[k].b}) {
          block.min = {std::min(block.min.x, p.x), std::min(block.min.y, p.y)};
          block.max = {std::max(block.max.x, p.x), std::max(block.max.y, p.y)};
        }
      }
      blocks_.push_back(block);
    }
  }

  // An edge is convex, so the distance to it along a segment is largest at one of the ends: no
  // point of the segment is farther from this boundary than what this gives. For a segment that is
  // a point, it is the distance itself.
  [[nodiscard]] double farthest(Edge const& segment) const {
    double best = kInfinity;
    for (auto const& block : blocks_) {
      if (std::max(block.distance_to(segment.a), block.distance_to(segment.b)) >= best) continue;
      for (std::size_t k = block.begin; k < block.end; ++k) {
        best = std::min(best,
                        std::max(distance(segment.a, edges_[k]), distance(segment.b, edges_[k])));
      }
    }
    return best;
  }
  [[nodiscard]] double distance_to(Point p) const { return farthest({p, p}); }

 private:
  std::vector<Edge> edges_;
  std::vector<Block> blocks_;
};

// Halves the segments that may hold a farther point than the farthest one known, until none may.
class Search {
 public:
  explicit Search(Boundary const& to) : to_(to) {}

  void look_at(Point p) {
    double const metres = to_.distance_to(p);
    if (metres > metres_) {
      metres_ = metres;
      at_ = p;
    }
  }

  void look_along(Edge const& edge) {
    std::vector<Edge> waiting{edge};
    while (!waiting.empty()) {
      auto const segment = waiting.back();
      waiting.pop_back();
      double const enough = metres_ + std::max(kExact, metres_ * kRelative);
      if (to_.farthest(segment) <= enough || length(segment) < kExact) continue;
      auto const half = middle(segment);
      look_at(half);
      waiting.push_back({segment.a, half});
      waiting.push_back({half, segment.b});
    }
  }

  [[nodiscard]] double metres() const { return metres_; }
  [[nodiscard]] Point at() const { return at_; }

 private:
  static constexpr double kExact = 0.0005;
  static constexpr double kRelative = 1e-4;

  Boundary const& to_;
  double metres_ = -1;
  Point at_{0, 0};
};

}  // namespace

BoundaryGap boundary_gap(MultiPolygon const& from, MultiPolygon const& to,
                         LocalFrame const& frame) {
  Boundary const there(edges_of(to, frame));
  auto const edges = edges_of(from, frame);
  Search search(there);
  for (auto const& edge : edges) search.look_at(edge.a);
  for (auto const& edge : edges) search.look_along(edge);
  return {search.metres(), frame.to_degrees(search.at())};
}

}  // namespace qpv::ogr
