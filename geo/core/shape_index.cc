// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/shape_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/math/special_functions/owens_t.hpp>
#include <cmath>
#include <limits>

namespace qpv {
namespace {

constexpr double kReachInSigmas = 8;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Box empty_box() { return {{kInfinity, kInfinity}, {-kInfinity, -kInfinity}}; }

void extend(Box& box, LonLat p) {
  box.min = {std::min(box.min.lon, p.lon), std::min(box.min.lat, p.lat)};
  box.max = {std::max(box.max.lon, p.lon), std::max(box.max.lat, p.lat)};
}

bool is_counter_clockwise(Ring const& ring) {
  double doubled_area = 0;
  LonLat const o = ring.front();  // relative to a vertex: absolute degrees would lose digits
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    doubled_area += (ring[i].lon - o.lon) * (ring[i + 1].lat - o.lat) -
                    (ring[i + 1].lon - o.lon) * (ring[i].lat - o.lat);
  }
  return doubled_area > 0;
}

// Square of the distance from the frame's origin to a box, in metres.
double distance2(LocalFrame const& frame, Box const& box) {
  auto const gap = frame.gap_to(box);
  return gap.x * gap.x + gap.y * gap.y;
}

// The point of segment a-b nearest to the origin.
LocalFrame::Point nearest_on(LocalFrame::Point a, LocalFrame::Point b) {
  double const dx = b.x - a.x;
  double const dy = b.y - a.y;
  double const length2 = dx * dx + dy * dy;
  if (length2 == 0) return a;
  double const t = std::clamp(-(a.x * dx + a.y * dy) / length2, 0.0, 1.0);
  return {a.x + t * dx, a.y + t * dy};
}

// Whether a ray from the point eastwards crosses the edge a-b. Without a branch or a division:
// which of a run's edges are crossed cannot be foretold.
bool ray_crosses(LonLat point, LonLat a, LonLat b) {
  bool const a_is_north = a.lat > point.lat;
  bool const b_is_north = b.lat > point.lat;
  double const side = (b.lon - a.lon) * (point.lat - a.lat) - (point.lon - a.lon) * (b.lat - a.lat);
  return (a_is_north != b_is_north) & ((side > 0) == b_is_north);
}

// 1/2pi times the integral of exp(-r^2 / 2 sigma^2) over the angle that the edge a-b takes up as
// seen from the origin, r being the distance to the edge; positive when the edge turns leftwards.
double edge_mass(LocalFrame::Point a, LocalFrame::Point b, double sigma) {
  double const length = std::hypot(b.x - a.x, b.y - a.y);
  double const cross = a.x * b.y - a.y * b.x;
  if (length == 0 || cross == 0) return 0;
  double const ux = (b.x - a.x) / length;
  double const uy = (b.y - a.y) / length;
  double const off = std::abs(cross) / length;  // from the origin to the edge's line
  double const h = off / sigma;
  double const mass = boost::math::owens_t(h, (b.x * ux + b.y * uy) / off) -
                      boost::math::owens_t(h, (a.x * ux + a.y * uy) / off);
  return cross > 0 ? mass : -mass;
}

bool is_within(LonLat point, double degrees, Box const& box) {
  return point.lon >= box.min.lon - degrees && point.lon <= box.max.lon + degrees &&
         point.lat >= box.min.lat - degrees && point.lat <= box.max.lat + degrees;
}

// Calls `search` for the boxes that may hold something nearer than `best2`, which it lowers. The
// nearest box comes first: what is found there rules out nearly all the others.
template <class SearchBox>
void nearest_first(BoxBlock const& boxes, LocalFrame const& frame, double const& best2,
                   SearchBox search) {
  auto const at_least = boxes.distances2(frame);
  std::size_t first = 0;
  for (std::size_t i = 1; i < at_least.size(); ++i) {
    if (at_least[i] < at_least[first]) first = i;
  }
  if (at_least[first] >= best2) return;
  search(first);
  for (std::size_t i = 0; i < at_least.size(); ++i) {
    if (i != first && at_least[i] < best2) search(i);
  }
}

// Squares of the distances from the frame's origin to eight edges that follow each other, in
// metres.
std::array<double, 8> distances2(LocalFrame const& frame, double const* lons, double const* lats) {
  std::array<double, 8> found;
  for (std::size_t i = 0; i < found.size(); ++i) {
    double const x = (lons[i] - frame.origin.lon) * frame.metres_per_lon;
    double const y = (lats[i] - frame.origin.lat) * frame.metres_per_lat;
    double const dx = (lons[i + 1] - lons[i]) * frame.metres_per_lon;
    double const dy = (lats[i + 1] - lats[i]) * frame.metres_per_lat;
    // An edge without length gives 0 / 0, and max() its first argument.
    double const t = std::max(0.0, std::min(-(x * dx + y * dy) / (dx * dx + dy * dy), 1.0));
    double const at_x = x + t * dx;
    double const at_y = y + t * dy;
    found[i] = at_x * at_x + at_y * at_y;
  }
  return found;
}

}  // namespace

ShapeIndex::ShapeIndex(MultiPolygon const& shape) : box_(empty_box()) {
  for (auto const& polygon : shape) {
    add_ring(polygon.outer, true);
    for (auto const& hole : polygon.holes) add_ring(hole, false);
  }
}

void ShapeIndex::add_ring(Ring const& ring, bool counter_clockwise) {
  if (ring.size() < 4) return;
  bool const forwards = is_counter_clockwise(ring) == counter_clockwise;
  std::size_t const start = lons_.size();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    auto const& vertex = ring[forwards ? i : ring.size() - 1 - i];
    lons_.push_back(vertex.lon);
    lats_.push_back(vertex.lat);
  }
  std::size_t const end = lons_.size() - 1;
  while ((lons_.size() - start) % kEdgesInRun != 1) {
    lons_.push_back(lons_[end]);
    lats_.push_back(lats_[end]);
  }
  auto const last = static_cast<std::uint32_t>(end);
  for (auto first = static_cast<std::uint32_t>(start); first < last; first += kEdgesInGroup) {
    add_group({first, std::min(first + kEdgesInGroup, last)});
  }
}

void ShapeIndex::add_group(Edges edges) {
  Group group{{}, edges};
  auto group_box = empty_box();
  for (std::size_t run = 0; run < group.runs(); ++run) {
    auto const [first, last] = group.edges_of(run);
    auto box = empty_box();
    for (std::size_t i = first; i <= last; ++i) extend(box, vertex(i));
    group.boxes.set(run, box);
    extend(group_box, box.min);
    extend(group_box, box.max);
  }
  extend(box_, group_box.min);
  extend(box_, group_box.max);
  auto const place = groups_.size() % BoxBlock::kSize;
  if (place == 0) group_boxes_.emplace_back();
  group_boxes_.back().set(place, group_box);
  groups_.push_back(group);
}

bool ShapeIndex::contains(LonLat point) const {
  if (!box_.contains(point)) return false;
  bool inside = false;
  for (std::size_t first = 0; first < groups_.size(); first += BoxBlock::kSize) {
    auto const count = std::min(BoxBlock::kSize, groups_.size() - first);
    auto met = group_boxes_[first / BoxBlock::kSize].met_by_ray(point, count);
    for (; met != 0; met &= met - 1) {
      inside ^= odd_crossings(point, first + static_cast<std::size_t>(std::countr_zero(met)));
    }
  }
  return inside;
}

// Edges that lie east of the point are crossed an odd number of times where their ends are on two
// sides of the ray.
bool ShapeIndex::ends_on_two_sides(LonLat point, Edges edges) const {
  return (lats_[edges.first] > point.lat) != (lats_[edges.last] > point.lat);
}

bool ShapeIndex::odd_crossings(LonLat point, std::size_t number) const {
  auto const& group = groups_[number];
  if (point.lon < box_of(number).min.lon) return ends_on_two_sides(point, group.edges);
  bool odd = false;
  for (auto met = group.boxes.met_by_ray(point, group.runs()); met != 0; met &= met - 1) {
    auto const run = static_cast<std::size_t>(std::countr_zero(met));
    auto const edges = group.edges_of(run);
    odd ^= point.lon < group.boxes.west[run] ? ends_on_two_sides(point, edges)
                                             : odd_crossings(point, edges);
  }
  return odd;
}

bool ShapeIndex::odd_crossings(LonLat point, Edges edges) const {
  bool odd = false;
  for (std::size_t i = edges.first; i < edges.last; ++i) {
    odd ^= ray_crosses(point, vertex(i), vertex(i + 1));
  }
  return odd;
}

bool ShapeIndex::maybe_near(LonLat point, double degrees) const {
  for (std::size_t number = 0; number < groups_.size(); ++number) {
    if (!is_within(point, degrees, box_of(number))) continue;
    auto const& group = groups_[number];
    for (std::size_t run = 0; run < group.runs(); ++run) {
      if (is_within(point, degrees, group.boxes[run])) return true;
    }
  }
  return false;
}

ShapeIndex::Nearest ShapeIndex::nearest(LocalFrame const& frame, double closer_than) const {
  Search search{closer_than * closer_than, {}, false};
  for (std::size_t block = 0; block < group_boxes_.size(); ++block) {
    nearest_first(group_boxes_[block], frame, search.best2, [&](std::size_t i) {
      search_group(frame, groups_[block * BoxBlock::kSize + i], search);
    });
  }
  if (!search.found) return {closer_than, frame.origin};
  return {std::sqrt(search.best2), frame.to_degrees(search.best)};
}

void ShapeIndex::search_group(LocalFrame const& frame, Group const& group, Search& search) const {
  nearest_first(group.boxes, frame, search.best2,
                [&](std::size_t run) { search_run(frame, group.edges_of(run).first, search); });
}

void ShapeIndex::search_run(LocalFrame const& frame, std::uint32_t first, Search& search) const {
  auto const found = distances2(frame, &lons_[first], &lats_[first]);
  auto const nearest = std::min_element(found.begin(), found.end());
  if (*nearest >= search.best2) return;
  auto const i = first + static_cast<std::size_t>(nearest - found.begin());
  search.best2 = *nearest;
  search.best = nearest_on(frame.to_metres(vertex(i)), frame.to_metres(vertex(i + 1)));
  search.found = true;
}

double ShapeIndex::gaussian_mass(LocalFrame const& asked, double sigma_metres) const {
  // On the very boundary an edge takes up half a turn, to the left or to the right by the last
  // bit, and the winding number would have to be decided by the same bit. A step of 1e-7 sigma
  // aside changes the mass by less than 1e-7 and takes the question away.
  double const step = std::max(1e-7 * sigma_metres, 1e-8);
  LocalFrame frame = asked;
  for (int tries = 1; nearest(frame, step).metres < step && tries <= 8; ++tries) {
    frame.origin = asked.to_degrees({1.7 * step * tries, 2.3 * step * tries});
  }

  double const reach = kReachInSigmas * sigma_metres;
  double mass = contains(frame.origin) ? 1 : 0;
  for (std::size_t number = 0; number < groups_.size(); ++number) {
    if (distance2(frame, box_of(number)) > reach * reach) continue;
    auto const& group = groups_[number];
    for (std::size_t run = 0; run < group.runs(); ++run) {
      if (distance2(frame, group.boxes[run]) > reach * reach) continue;
      mass -= mass_cut_off(frame, group.edges_of(run), sigma_metres);
    }
  }
  return std::clamp(mass, 0.0, 1.0);
}

// The sum of edge_mass over the edges within reach.
double ShapeIndex::mass_cut_off(LocalFrame const& frame, Edges edges, double sigma) const {
  double const reach = kReachInSigmas * sigma;
  double mass = 0;
  auto a = frame.to_metres(vertex(edges.first));
  for (std::size_t i = edges.first; i < edges.last; ++i) {
    auto const b = frame.to_metres(vertex(i + 1));
    auto const p = nearest_on(a, b);
    if (p.x * p.x + p.y * p.y <= reach * reach) mass += edge_mass(a, b, sigma);
    a = b;
  }
  return mass;
}

}  // namespace qpv
