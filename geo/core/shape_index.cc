// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/shape_index.h"

#include <algorithm>
#include <boost/math/special_functions/owens_t.hpp>
#include <cmath>
#include <limits>

namespace qpv {
namespace {

constexpr std::size_t kEdgesInRun = 8;
constexpr std::size_t kEdgesInGroup = 8 * kEdgesInRun;
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

// Whether segment a-b comes nearer to the origin than the square root of `best2`. No division: most
// edges that are looked at are not the nearest.
bool is_nearer(LocalFrame::Point a, LocalFrame::Point b, double best2) {
  double const dx = b.x - a.x;
  double const dy = b.y - a.y;
  double const along = -(a.x * dx + a.y * dy);
  if (along <= 0) return a.x * a.x + a.y * a.y < best2;
  double const length2 = dx * dx + dy * dy;
  if (along >= length2) return b.x * b.x + b.y * b.y < best2;
  double const cross = a.x * b.y - a.y * b.x;
  return cross * cross < best2 * length2;
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

// Whether a ray from the point eastwards crosses the edge a-b.
bool ray_crosses(LonLat point, LonLat a, LonLat b) {
  if ((a.lat > point.lat) == (b.lat > point.lat)) return false;
  double const lon = a.lon + (point.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon);
  return point.lon < lon;
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

// What a box of edges tells of a ray from the point eastwards.
enum class Ray {
  kMisses,      // no edge is crossed
  kPassesWest,  // the edges are east of the point: whether their ends are on two sides counts
  kMayCross,    // look at the edges
};

Ray look(LonLat point, Box const& box) {
  if (point.lat < box.min.lat || point.lat > box.max.lat || point.lon > box.max.lon) {
    return Ray::kMisses;
  }
  return point.lon < box.min.lon ? Ray::kPassesWest : Ray::kMayCross;
}

bool is_within(LonLat point, double degrees, Box const& box) {
  return point.lon >= box.min.lon - degrees && point.lon <= box.max.lon + degrees &&
         point.lat >= box.min.lat - degrees && point.lat <= box.max.lat + degrees;
}

Box const& box_of(auto const& item) {
  if constexpr (requires { item.edges; }) {
    return item.edges.box;
  } else {
    return item.box;
  }
}

// Calls `search` for the items that may hold something nearer than `best2`, which it lowers. The
// one whose box is nearest comes first: what it finds rules out nearly all the others.
template <class Items, class SearchItem>
void nearest_first(Items const& items, LocalFrame const& frame, double const& best2,
                   SearchItem search) {
  auto const* first = static_cast<decltype(items.data())>(nullptr);
  double least = best2;
  for (auto const& item : items) {
    double const at_least = distance2(frame, box_of(item));
    if (at_least >= least) continue;
    least = at_least;
    first = &item;
  }
  if (first == nullptr) return;
  search(*first);
  for (auto const& item : items) {
    if (&item != first && distance2(frame, box_of(item)) < best2) search(item);
  }
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
  std::size_t const start = vertices_.size();
  if (is_counter_clockwise(ring) == counter_clockwise) {
    vertices_.insert(vertices_.end(), ring.begin(), ring.end());
  } else {
    vertices_.insert(vertices_.end(), ring.rbegin(), ring.rend());
  }
  std::size_t const last_vertex = vertices_.size() - 1;
  for (std::size_t first = start; first < last_vertex; first += kEdgesInGroup) {
    add_group(first, std::min(first + kEdgesInGroup, last_vertex));
  }
}

void ShapeIndex::add_group(std::size_t first_vertex, std::size_t last_vertex) {
  auto const number = [](std::size_t i) { return static_cast<std::uint32_t>(i); };
  Group group{{empty_box(), number(first_vertex), number(last_vertex)}, number(runs_.size()), 0};
  for (std::size_t first = first_vertex; first < last_vertex; first += kEdgesInRun) {
    std::size_t const last = std::min(first + kEdgesInRun, last_vertex);
    Run run{empty_box(), number(first), number(last)};
    for (std::size_t i = first; i <= last; ++i) extend(run.box, vertices_[i]);
    extend(group.edges.box, run.box.min);
    extend(group.edges.box, run.box.max);
    runs_.push_back(run);
  }
  group.last_run = number(runs_.size());
  extend(box_, group.edges.box.min);
  extend(box_, group.edges.box.max);
  groups_.push_back(group);
}

bool ShapeIndex::contains(LonLat point) const {
  if (!box_.contains(point)) return false;
  bool inside = false;
  for (auto const& group : groups_) {
    auto const ray = look(point, group.edges.box);
    if (ray == Ray::kMisses) continue;
    inside ^= ray == Ray::kPassesWest ? ends_on_two_sides(point, group.edges)
                                      : odd_crossings(point, group);
  }
  return inside;
}

bool ShapeIndex::ends_on_two_sides(LonLat point, Run const& run) const {
  return (vertices_[run.first].lat > point.lat) != (vertices_[run.last].lat > point.lat);
}

bool ShapeIndex::odd_crossings(LonLat point, Group const& group) const {
  bool odd = false;
  for (auto const& run : runs_of(group)) {
    auto const ray = look(point, run.box);
    if (ray == Ray::kMisses) continue;
    odd ^= ray == Ray::kPassesWest ? ends_on_two_sides(point, run) : odd_crossings(point, run);
  }
  return odd;
}

bool ShapeIndex::odd_crossings(LonLat point, Run const& run) const {
  bool odd = false;
  for (std::size_t i = run.first; i < run.last; ++i) {
    odd ^= ray_crosses(point, vertices_[i], vertices_[i + 1]);
  }
  return odd;
}

bool ShapeIndex::maybe_near(LonLat point, double degrees) const {
  return std::any_of(groups_.begin(), groups_.end(), [&](Group const& group) {
    auto const runs = runs_of(group);
    return is_within(point, degrees, group.edges.box) &&
           std::any_of(runs.begin(), runs.end(),
                       [&](Run const& run) { return is_within(point, degrees, run.box); });
  });
}

ShapeIndex::Nearest ShapeIndex::nearest(LocalFrame const& frame, double closer_than) const {
  Search search{closer_than * closer_than, {}, false};
  nearest_first(std::span(groups_), frame, search.best2,
                [&](Group const& group) { search_group(frame, group, search); });
  if (!search.found) return {closer_than, frame.origin};
  return {std::sqrt(search.best2), frame.to_degrees(search.best)};
}

void ShapeIndex::search_group(LocalFrame const& frame, Group const& group, Search& search) const {
  nearest_first(runs_of(group), frame, search.best2,
                [&](Run const& run) { search_run(frame, run, search); });
}

void ShapeIndex::search_run(LocalFrame const& frame, Run const& run, Search& search) const {
  auto a = frame.to_metres(vertices_[run.first]);
  for (std::size_t i = run.first; i < run.last; ++i) {
    auto const b = frame.to_metres(vertices_[i + 1]);
    if (is_nearer(a, b, search.best2)) {
      search.best = nearest_on(a, b);
      search.best2 = search.best.x * search.best.x + search.best.y * search.best.y;
      search.found = true;
    }
    a = b;
  }
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
  for (auto const& group : groups_) {
    if (distance2(frame, group.edges.box) > reach * reach) continue;
    for (auto const& run : runs_of(group)) {
      if (distance2(frame, run.box) > reach * reach) continue;
      mass -= mass_cut_off(frame, run, sigma_metres);
    }
  }
  return std::clamp(mass, 0.0, 1.0);
}

// The sum of edge_mass over the run's edges within reach.
double ShapeIndex::mass_cut_off(LocalFrame const& frame, Run const& run, double sigma) const {
  double const reach = kReachInSigmas * sigma;
  double mass = 0;
  auto a = frame.to_metres(vertices_[run.first]);
  for (std::size_t i = run.first; i < run.last; ++i) {
    auto const b = frame.to_metres(vertices_[i + 1]);
    auto const p = nearest_on(a, b);
    if (p.x * p.x + p.y * p.y <= reach * reach) mass += edge_mass(a, b, sigma);
    a = b;
  }
  return mass;
}

}  // namespace qpv
