// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/area_reach.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace qpv {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

constexpr auto kEverywhere = [](Box const&) { return true; };

LonLat middle(LonLat a, LonLat b) { return {(a.lon + b.lon) / 2, (a.lat + b.lat) / 2}; }

constexpr Region::Nearest kNothingYet{kInfinity, {}};

Region::Nearest seen_from(LonLat point, Region::Nearest const& known) {
  if (known.metres == kInfinity) return known;
  return {distance_to(known.edge, point), known.edge};
}

// What a search has found so far, and whether more could matter.
class Best {
 public:
  Best(Marks const& marks, double enough, Farthest found)
      : marks_(marks), enough_(enough), found_(found) {}

  void offer(double metres, LonLat where) {
    if (metres > found_.metres || !found_.where) found_ = {metres, where};
  }
  [[nodiscard]] Farthest const& found() const { return found_; }
  [[nodiscard]] bool over() const { return found_.metres > enough_; }

  // Whether points no farther than `bound` cannot change what is said.
  [[nodiscard]] bool settles(double bound) const {
    if (bound > found_.metres + marks_.error_metres) return false;
    return std::none_of(marks_.marks.begin(), marks_.marks.end(), [&](Mark const& mark) {
      return found_.metres <= mark.metres && bound > mark.metres &&
             bound > found_.metres + mark.error_metres;
    });
  }

 private:
  Marks const& marks_;
  double enough_;
  Farthest found_;
};

// Along a straight piece the distance to one edge is convex: it is greatest at an end. So where one
// edge is nearest to both ends, the ends say all; elsewhere the piece is halved.
class PieceSearch {
 public:
  PieceSearch(Region const& region, Best& best) : region_(region), best_(best) {}

  void look(Edge const& piece) {
    auto const from = region_.nearest(piece.a, seen_from(piece.a, hint_));
    auto const to = region_.nearest(piece.b, seen_from(piece.b, from));
    hint_ = to;
    best_.offer(from.metres, piece.a);
    best_.offer(to.metres, piece.b);
    look(piece, from, to);
  }

 private:
  void look(Edge const& piece, Region::Nearest const& from, Region::Nearest const& to) {
    if (best_.over() || region_.effort().spent()) return;
    // The plane changes by 0.02 % a kilometre northwards.
    constexpr double kBend = 2e-7;
    constexpr double kPoint = 1e-5;
    double const length = ground_distance(piece.a, piece.b);
    double const bound = std::min(std::max(from.metres, distance_to(from.edge, piece.b)),
                                  std::max(to.metres, distance_to(to.edge, piece.a)));
    if (best_.settles(bound * (1 + kBend * length)) || length < kPoint) return;
    auto const half = middle(piece.a, piece.b);
    auto const there = region_.nearest(half, seen_from(half, from));
    best_.offer(there.metres, half);
    look({piece.a, half}, from, there);
    look({half, piece.b}, there, to);
  }

  Region const& region_;
  Best& best_;
  Region::Nearest hint_ = kNothingYet;
};

// A rectangle of degrees.
struct Cell {
  LonLat centre;
  double half_lon;
  double half_lat;

  [[nodiscard]] std::array<Cell, 4> quarters() const {
    double const x = half_lon / 2;
    double const y = half_lat / 2;
    auto const at = [&](double dx, double dy) {
      return Cell{{centre.lon + dx, centre.lat + dy}, x, y};
    };
    return {at(-x, -y), at(x, -y), at(-x, y), at(x, y)};
  }
  [[nodiscard]] std::array<LonLat, 4> corners() const {
    auto const at = [&](double dx, double dy) { return LonLat{centre.lon + dx, centre.lat + dy}; };
    return {at(-half_lon, -half_lat), at(half_lon, -half_lat), at(-half_lon, half_lat),
            at(half_lon, half_lat)};
  }
};

// Points of the area's interior that are farther than all of its boundary lie between parts of the
// region: cells are quartered while they may hold one.
class CellSearch {
 public:
  CellSearch(Region const& region, Region const& area, Best& best)
      : region_(region), area_(area), best_(best) {}

  void look(Box const& box) {
    std::vector<Cell> waiting{{middle(box.min, box.max), (box.max.lon - box.min.lon) / 2,
                               (box.max.lat - box.min.lat) / 2}};
    while (!waiting.empty() && !best_.over() && !region_.effort().spent()) {
      auto const cell = waiting.back();
      waiting.pop_back();
      if (!may_hold_farther(cell)) continue;
      for (auto const& quarter : cell.quarters()) waiting.push_back(quarter);
    }
  }

 private:
  bool may_hold_farther(Cell const& cell) {
    constexpr double kPoint = 0.01;
    double const radius = ground_distance(cell.centre, cell.corners()[0]);
    auto const near = region_.nearest(cell.centre, seen_from(cell.centre, hint_));
    hint_ = near;
    bool const inside = region_.contains(cell.centre);
    double const metres = inside ? 0 : near.metres;
    if (best_.settles(inside ? radius - near.metres : metres + radius)) return false;
    if (!inside && best_.settles(farthest_corner(cell, near.edge))) return false;
    // The nearest boundary to any point of the cell is within this of its centre. If one may move
    // away from all of it, the farthest point of the area is elsewhere.
    double const reach = metres + 2 * radius;
    if (region_.runs_one_way(near.edge, cell.centre, reach)) return false;
    bool const in_area = area_.contains(cell.centre);
    if (in_area) best_.offer(metres, cell.centre);
    if (radius < kPoint) return false;
    // A cell that no edge of the area reaches is all in it or all out of it.
    return in_area || area_.nearest(cell.centre, {radius, {}}).metres < radius;
  }

  static double farthest_corner(Cell const& cell, Edge const& edge) {
    double farthest = 0;
    for (auto const& corner : cell.corners()) {
      farthest = std::max(farthest, distance_to(edge, corner));
    }
    return farthest;
  }

  Region const& region_;
  Region const& area_;
  Best& best_;
  Region::Nearest hint_ = kNothingYet;
};

// Metres from the nearest vertex of one to the boundary of the other, `metres` if that is less.
double vertex_gap(Region const& vertices, Region const& boundary, double metres) {
  auto const box = boundary.box();
  Box const reach{LocalFrame(box.min).around(metres).min, LocalFrame(box.max).around(metres).max};
  auto const near = [&](Box const& other) { return reach.meets(other); };
  Region::Nearest best{metres, {}};
  for (auto const* shape : vertices.shapes()) {
    if (!near(shape->box())) continue;
    shape->for_each_edge(near, [&](LonLat a, LonLat) { best = boundary.nearest(a, best); });
  }
  return best.metres;
}

// Whether some vertex of the region's boundary is inside the area.
bool reaches_into(Region const& area, Region const& region) {
  bool found = false;
  auto const box = area.box();
  auto const near = [&](Box const& other) { return !found && box.meets(other); };
  for (auto const* shape : region.shapes()) {
    if (!near(shape->box())) continue;
    shape->for_each_edge(near, [&](LonLat a, LonLat) { found = found || area.contains(a); });
  }
  return found;
}

}  // namespace

Outside outside_of(Region const& region, Region const& area) {
  Outside outside;
  auto const add = [&](LonLat a, LonLat b) {
    Edge const edge{a, b};
    if (!region.maybe_meets(edge)) {
      outside.pieces.push_back(edge);
      return;
    }
    auto const pieces = region.outside(edge);
    bool const whole = pieces.size() == 1 && pieces[0].a == a && pieces[0].b == b;
    outside.touched = outside.touched || !whole;
    outside.pieces.insert(outside.pieces.end(), pieces.begin(), pieces.end());
  };
  for (auto const* shape : area.shapes()) shape->for_each_edge(kEverywhere, add);
  return outside;
}

double gap_between(Region const& a, Region const& b, double at_most) {
  return vertex_gap(a, b, vertex_gap(b, a, at_most));
}

double nearest_metres(Region const& region, Region const& area, Outside const& outside,
                      double at_most) {
  if (outside.touched || reaches_into(area, region)) return 0;
  return gap_between(region, area, at_most);
}

double clearance(Region const& region, Region const& area, double at_most) {
  if (!outside_of(region, area).pieces.empty() || reaches_into(area, region)) return 0;
  return gap_between(region, area, at_most);
}

Farthest farthest_on(std::vector<Edge> const& pieces, Region const& region, Marks const& marks,
                     double enough) {
  Best best(marks, enough, {0, std::nullopt});
  PieceSearch search(region, best);
  for (auto const& piece : pieces) {
    if (best.over()) break;
    search.look(piece);
  }
  return best.found();
}

Farthest farthest_in(Region const& area, Region const& region, Marks const& marks, double enough,
                     Farthest const& boundary) {
  Best best(marks, enough, boundary);
  // Between parts of the region means in its box.
  auto const a = area.box();
  auto const b = region.box();
  Box const both{{std::max(a.min.lon, b.min.lon), std::max(a.min.lat, b.min.lat)},
                 {std::min(a.max.lon, b.max.lon), std::min(a.max.lat, b.max.lat)}};
  if (both.min.lon >= both.max.lon || both.min.lat >= both.max.lat) return boundary;
  CellSearch(region, area, best).look(both);
  return best.found();
}

}  // namespace qpv
