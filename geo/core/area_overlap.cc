// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/area_overlap.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace qpv {
namespace {

// Moments of a surface in square degrees: its size, and that times its height above the base.
struct Surface {
  double size = 0;
  double moment = 0;

  Surface& operator+=(Surface const& other) {
    size += other.size;
    moment += other.moment;
    return *this;
  }
  Surface& operator-=(Surface const& other) {
    size -= other.size;
    moment -= other.moment;
    return *this;
  }
};

double square_metres(Surface const& surface, double base, GroundScale const& scale) {
  double const from_middle = surface.moment + surface.size * (base - scale.lat);
  return scale.square_metres * (surface.size + scale.change * from_middle);
}

// The ground between a base and a line that is `left` above it at one end and `right` at the other.
Surface below(double width, double left, double right) {
  return {width * (left + right) / 2, width * (left * left + left * right + right * right) / 6};
}

// An edge as heights above a base, from west to east.
struct Slope {
  double west;
  double east;
  double at_west;
  double at_east;
  // Of the ground below: of a ring with the ground on its left, top minus bottom.
  double sign = -1;

  Slope(LonLat a, LonLat b, double base)
      : west(a.lon), east(b.lon), at_west(a.lat - base), at_east(b.lat - base) {
    if (west <= east) return;
    std::swap(west, east);
    std::swap(at_west, at_east);
    sign = 1;
  }
  [[nodiscard]] double at(double lon) const {
    return at_west + (lon - west) / (east - west) * (at_east - at_west);
  }
};

// The ground below both slopes, with the sign of both.
Surface below_both(Slope const& a, Slope const& b) {
  double const west = std::max(a.west, b.west);
  double const east = std::min(a.east, b.east);
  if (east <= west) return {};
  double const a_west = a.at(west);
  double const a_east = a.at(east);
  double const b_west = b.at(west);
  double const b_east = b.at(east);
  double const from = a_west - b_west;
  double const to = a_east - b_east;
  Surface both;
  if (from * to < 0) {
    double const width = (east - west) * from / (from - to);
    double const at_crossing = a_west + from / (from - to) * (a_east - a_west);
    both = below(width, std::min(a_west, b_west), at_crossing);
    both += below(east - west - width, at_crossing, std::min(a_east, b_east));
  } else {
    both = below(east - west, std::min(a_west, b_west), std::min(a_east, b_east));
  }
  double const sign = a.sign * b.sign;
  return {sign * both.size, sign * both.moment};
}

// A ring without what lies beyond one side of a box (Sutherland and Hodgman's step). Edges along
// that side appear in its place; forth and back they cancel out.
template <class Inside, class Cut>
Ring clip(Ring const& ring, Inside inside, Cut cut) {
  Ring out;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    auto const a = ring[i];
    auto const b = ring[i + 1];
    if (inside(a)) out.push_back(a);
    if (inside(a) != inside(b)) out.push_back(cut(a, b));
  }
  if (!out.empty()) out.push_back(out.front());
  return out;
}

LonLat at_lon(LonLat a, LonLat b, double lon) {
  return {lon, a.lat + (lon - a.lon) / (b.lon - a.lon) * (b.lat - a.lat)};
}

LonLat at_lat(LonLat a, LonLat b, double lat) {
  return {a.lon + (lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon), lat};
}

Ring clip(Ring ring, Box const& box) {
  ring = clip(
      ring, [&](LonLat p) { return p.lon >= box.min.lon; },
      [&](LonLat a, LonLat b) { return at_lon(a, b, box.min.lon); });
  ring = clip(
      ring, [&](LonLat p) { return p.lon <= box.max.lon; },
      [&](LonLat a, LonLat b) { return at_lon(a, b, box.max.lon); });
  ring = clip(
      ring, [&](LonLat p) { return p.lat >= box.min.lat; },
      [&](LonLat a, LonLat b) { return at_lat(a, b, box.min.lat); });
  ring = clip(
      ring, [&](LonLat p) { return p.lat <= box.max.lat; },
      [&](LonLat a, LonLat b) { return at_lat(a, b, box.max.lat); });
  // What passes to and fro above the box leaves a run of edges along its top: one says the same.
  auto const on_top = [&](std::size_t i) { return ring[i].lat == box.max.lat; };
  Ring out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    bool const passing =
        i > 0 && i + 1 < ring.size() && on_top(i - 1) && on_top(i) && on_top(i + 1);
    if (!passing) out.push_back(ring[i]);
  }
  return out;
}

// Whichever way the ring turns.
Surface shared(Ring const& whole, ShapeIndex const& shape, Effort& effort) {
  auto const& box = shape.box();
  auto const ring = clip(whole, box);
  double const base = box.min.lat;
  Surface sum;
  std::size_t steps = ring.size();
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    Slope const edge(ring[i], ring[i + 1], base);
    if (edge.west == edge.east || (edge.at_west <= 0 && edge.at_east <= 0)) continue;
    auto const beside = [&](Box const& other) {
      ++steps;
      return other.min.lon < edge.east && other.max.lon > edge.west;
    };
    shape.for_each_edge(beside, [&](LonLat a, LonLat b) {
      ++steps;
      sum += below_both(edge, Slope(a, b, base));
    });
  }
  effort.spend(steps);
  if (sum.size < 0) return {-sum.size, -sum.moment};
  return sum;
}

Surface surface_of(Ring const& ring, double base) {
  Surface sum;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    Slope const edge(ring[i], ring[i + 1], base);
    auto const ground = below(edge.east - edge.west, edge.at_west, edge.at_east);
    sum += {edge.sign * ground.size, edge.sign * ground.moment};
  }
  if (sum.size < 0) return {-sum.size, -sum.moment};
  return sum;
}

}  // namespace

GroundScale::GroundScale(Box const& box) : lat((box.min.lat + box.max.lat) / 2) {
  auto const at = [&](double latitude) {
    LocalFrame const frame({box.min.lon, latitude});
    return frame.metres_per_lon * frame.metres_per_lat;
  };
  constexpr double kStep = 0.1;
  square_metres = at(lat);
  change = (at(lat + kStep) - at(lat - kStep)) / (2 * kStep) / square_metres;
}

double surface_m2(MultiPolygon const& area, GroundScale const& scale) {
  Surface sum;
  for (auto const& polygon : area) {
    sum += surface_of(polygon.outer, scale.lat);
    for (auto const& hole : polygon.holes) sum -= surface_of(hole, scale.lat);
  }
  return square_metres(sum, scale.lat, scale);
}

double overlap_m2(MultiPolygon const& area, Region const& region, GroundScale const& scale) {
  double sum = 0;
  for (auto const* shape : region.shapes()) {
    Surface both;
    for (auto const& polygon : area) {
      both += shared(polygon.outer, *shape, region.effort());
      for (auto const& hole : polygon.holes) both -= shared(hole, *shape, region.effort());
    }
    sum += square_metres(both, shape->box().min.lat, scale);
  }
  return sum;
}

}  // namespace qpv
