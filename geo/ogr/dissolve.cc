// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/dissolve.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "geo/ogr/geos.h"
#include "geo/ogr/measure.h"

namespace qpv::ogr {
namespace {

// Disjoint sets of positions, the smallest of each standing for it.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    auto const [low, high] = std::minmax({root(a), root(b)});
    parent_[high] = low;
  }

 private:
  std::vector<std::size_t> parent_;
};

// One shape asked many times whether it holds others.
class Holder {
 public:
  Holder(Geos const& geos, MultiPolygon const& shape, GEOSGeometry const* geometry)
      : geos_(geos), prepared_(geos.prepare(geometry)) {
    if (is_rectangle(shape)) rectangle_ = box_of(shape);
  }

  // A country's coverage is a rectangle, which holds whatever its sides hold.
  [[nodiscard]] bool holds(GEOSGeometry const* geometry, Box const& box) const {
    if (rectangle_) return rectangle_->contains(box.min) && rectangle_->contains(box.max);
    return GEOSPreparedCovers_r(geos_.handle(), prepared_.get(), geometry) == 1;
  }

 private:
  static bool is_rectangle(MultiPolygon const& shape) {
    constexpr std::size_t kCorners = 5;  // the first is repeated
    if (shape.size() != 1 || !shape[0].holes.empty() || shape[0].outer.size() != kCorners) {
      return false;
    }
    auto const box = box_of(shape);
    // Valid, so that four corners of the box can only be all of them.
    return std::all_of(shape[0].outer.begin(), shape[0].outer.end(), [&](LonLat p) {
      return (p.lon == box.min.lon || p.lon == box.max.lon) &&
             (p.lat == box.min.lat || p.lat == box.max.lat);
    });
  }

  Geos const& geos_;
  Geos::Prepared prepared_;
  std::optional<Box> rectangle_;
};

std::vector<Box> boxes_of(std::vector<Ground> const& ground) {
  std::vector<Box> boxes;
  boxes.reserve(ground.size());
  for (auto const& piece : ground) boxes.push_back(box_of(piece.shape));
  return boxes;
}

std::vector<std::size_t> by_west(std::vector<Box> const& boxes) {
  std::vector<std::size_t> order(boxes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return boxes[i].min.lon; });
  return order;
}

// Joins the pieces of the same validity whose interiors share ground.
Result<Groups> overlapping(Geos const& geos, std::vector<Ground> const& ground,
                           std::vector<Geos::Geometry> const& shapes) {
  auto const boxes = boxes_of(ground);
  auto const order = by_west(boxes);
  Groups groups(ground.size());
  // Only pieces that may share ground and are not known to: the question itself is costly.
  auto const worth_asking = [&](std::size_t a, std::size_t b) {
    return boxes[a].meets(boxes[b]) && ground[a].validity == ground[b].validity &&
           groups.root(a) != groups.root(b);
  };
  for (auto first = order.begin(); first != order.end(); ++first) {
    auto const a = *first;
    std::optional<Holder> holder;
    for (auto second = first + 1; second != order.end(); ++second) {
      auto const b = *second;
      if (boxes[b].min.lon > boxes[a].max.lon) break;
      if (!worth_asking(a, b)) continue;
      if (!holder) holder.emplace(geos, ground[a].shape, shapes[a].get());
      // The general question costs ten times more.
      char const shared =
          holder->holds(shapes[b].get(), boxes[b])
              ? char{1}
              : GEOSRelatePattern_r(geos.handle(), shapes[a].get(), shapes[b].get(), "T********");
      if (shared != 0 && shared != 1) return geos.failure("recouvrement");
      if (shared == 1) groups.join(a, b);
    }
  }
  return groups;
}

double box_area(MultiPolygon const& shape) {
  auto const box = box_of(shape);
  return (box.max.lon - box.min.lon) * (box.max.lat - box.min.lat);
}

// The union of some pieces. What the largest holds already is not overlaid: a national dataset has
// one box around every perimeter.
Result<MultiPolygon> unite(Geos const& geos, std::vector<Ground> const& ground,
                           std::vector<Geos::Geometry> const& shapes,
                           std::vector<std::size_t> const& members) {
  auto const area = [&](std::size_t i) { return box_area(ground[i].shape); };
  auto const largest = *std::max_element(members.begin(), members.end(),
                                         [&](auto i, auto j) { return area(i) < area(j); });
  Holder const holder(geos, ground[largest].shape, shapes[largest].get());
  std::vector<Geos::Geometry> parts;
  for (auto const i : members) {
    if (i != largest && holder.holds(shapes[i].get(), box_of(ground[i].shape))) continue;
    for (auto const& polygon : ground[i].shape) parts.push_back(geos.polygon(polygon));
  }
  auto const all = geos.collect(std::move(parts));
  auto const merged = geos.own(all ? GEOSUnaryUnion_r(geos.handle(), all.get()) : nullptr);
  if (!merged) return geos.failure("union");
  return geos.shape(merged.get());
}

}  // namespace

Result<std::vector<Ground>> dissolve(std::vector<Ground> ground) {
  Geos const geos;
  std::vector<Geos::Geometry> shapes;
  shapes.reserve(ground.size());
  for (auto const& piece : ground) {
    shapes.push_back(geos.multipolygon(piece.shape));
    if (!shapes.back()) return geos.failure("lecture de la forme");
  }
  auto groups = overlapping(geos, ground, shapes);
  if (!groups) return tl::unexpected(groups.error());
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < ground.size(); ++i) members[groups->root(i)].push_back(i);
  std::vector<Ground> out;
  out.reserve(members.size());
  for (auto const& [root, list] : members) {
    if (list.size() == 1) {
      out.push_back(std::move(ground[root]));
      continue;
    }
    auto united = unite(geos, ground, shapes, list);
    if (!united) return tl::unexpected(united.error());
    out.push_back({ground[root].validity, std::move(*united)});
  }
  return out;
}

Result<bool> meet(MultiPolygon const& a, MultiPolygon const& b) {
  Geos const geos;
  auto const first = geos.multipolygon(a);
  auto const second = geos.multipolygon(b);
  if (!first || !second) return geos.failure("lecture de la forme");
  char const met = GEOSIntersects_r(geos.handle(), first.get(), second.get());
  if (met != 0 && met != 1) return geos.failure("recouvrement");
  return met == 1;
}

}  // namespace qpv::ogr
