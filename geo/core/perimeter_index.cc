// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/perimeter_index.h"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <boost/geometry/geometries/register/box.hpp>
#include <boost/geometry/geometries/register/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <utility>

#include "geo/core/shape_index.h"

BOOST_GEOMETRY_REGISTER_POINT_2D(qpv::LonLat, double, boost::geometry::cs::cartesian, lon, lat)
BOOST_GEOMETRY_REGISTER_BOX(qpv::Box, qpv::LonLat, min, max)

namespace qpv {
namespace {

namespace bgi = boost::geometry::index;

using Entry = std::pair<Box, std::uint32_t>;
using Tree = bgi::rtree<Entry, bgi::rstar<16>>;

// At least kOnBoundaryMetres on the ground, in degrees of either kind, up to latitude 75°.
constexpr double kOnBoundaryDegrees = 4e-8;

Box grown(Box const& box, double degrees) {
  return {{box.min.lon - degrees, box.min.lat - degrees},
          {box.max.lon + degrees, box.max.lat + degrees}};
}

// Shapes in force on some days, found by place. The tree's boxes hold what counts as on the
// boundary, so that a point alone is enough to ask it.
template <class Item>
class Layer {
 public:
  explicit Layer(std::vector<Item> const& items) {
    std::vector<Entry> entries;
    shapes_.reserve(items.size());
    for (auto const& item : items) {
      shapes_.emplace_back(item.shape);
      validities_.push_back(item.validity);
      entries.emplace_back(grown(shapes_.back().box(), kOnBoundaryDegrees),
                           static_cast<std::uint32_t>(entries.size()));
    }
    tree_ = Tree(entries.begin(), entries.end());  // bulk-loaded: packed
  }

  [[nodiscard]] ShapeIndex const& shape(std::uint32_t i) const { return shapes_[i]; }

  template <class Visit>
  void for_each_in_force(LonLat point, Date date, Visit visit) const {
    for_each_in_force(Box{point, point}, date, visit);
  }
  template <class Visit>
  void for_each_in_force(Box const& box, Date date, Visit visit) const {
    auto const filter = [&](Entry const& entry) {
      if (validities_[entry.second].contains(date)) visit(entry.second);
    };
    tree_.query(bgi::intersects(box), boost::make_function_output_iterator(filter));
  }

  [[nodiscard]] std::vector<ShapeIndex const*> in_force(Box const& box, Date date) const {
    std::vector<std::uint32_t> found;
    for_each_in_force(box, date, [&](std::uint32_t i) { found.push_back(i); });
    std::sort(found.begin(), found.end());  // the tree's order is not ours
    std::vector<ShapeIndex const*> shapes;
    shapes.reserve(found.size());
    for (auto const i : found) shapes.push_back(&shapes_[i]);
    return shapes;
  }

  [[nodiscard]] bool any_in_force(Date date) const {
    return std::any_of(validities_.begin(), validities_.end(),
                       [&](Validity const& v) { return v.contains(date); });
  }

  // CLOSED: the interior, the boundary, and what lies within kOnBoundaryMetres of it.
  [[nodiscard]] bool covers(std::uint32_t i, LonLat point) const {
    constexpr double kTolerance = PerimeterIndex::kOnBoundaryMetres;
    if (shapes_[i].contains(point)) return true;
    return shapes_[i].maybe_near(point, kOnBoundaryDegrees) &&
           shapes_[i].nearest(LocalFrame(point), kTolerance).metres < kTolerance;
  }

  [[nodiscard]] double mass(LocalFrame const& frame, double sigma, Date date) const {
    constexpr double kReachInSigmas = 8;
    double sum = 0;
    for_each_in_force(frame.around(kReachInSigmas * sigma), date,
                      [&](std::uint32_t i) { sum += shapes_[i].gaussian_mass(frame, sigma); });
    return std::min(sum, 1.0);
  }

 private:
  std::vector<ShapeIndex> shapes_;
  std::vector<Validity> validities_;
  Tree tree_;
};

// At most the distance from the frame's origin to a box, in metres, without a square root.
double at_least_to(LocalFrame const& frame, Box const& box) {
  auto const gap = frame.gap_to(box);
  return std::max(gap.x, gap.y);
}

std::vector<Perimeter> sorted_by_code(std::vector<Perimeter> perimeters) {
  std::sort(perimeters.begin(), perimeters.end(),
            [](Perimeter const& a, Perimeter const& b) { return a.code < b.code; });
  return perimeters;
}

// A shape, and the least that may be between its box and the point, in metres.
using Candidates = boost::container::small_vector<std::pair<double, std::uint32_t>, 64>;

// In a town a boundary is nearly always near, and the small box holds few perimeters.
constexpr double kUsualMetres = 1000;

// Those whose boxes are within `max_metres` along both axes. The one whose box is nearest goes
// first: it rules out most of the others.
Candidates candidates(Layer<Perimeter> const& shapes, LocalFrame const& frame, Date date,
                      double max_metres) {
  Candidates found;
  shapes.for_each_in_force(frame.around(max_metres), date, [&](std::uint32_t i) {
    found.emplace_back(at_least_to(frame, shapes.shape(i).box()), i);
    if (found.back() < found.front()) std::swap(found.back(), found.front());
  });
  return found;
}

std::optional<PerimeterIndex::Near> nearest_of(Layer<Perimeter> const& shapes,
                                               LocalFrame const& frame,
                                               Candidates const& candidates, double max_metres) {
  // The plane is 0.05 % off at most, so what it finds a little beyond the limit may be within.
  constexpr double kPlaneError = 1.001;
  double best = max_metres * kPlaneError;
  std::optional<std::uint32_t> idx;
  LonLat at{};
  for (auto const& [at_least, i] : candidates) {
    if (at_least >= best) continue;
    auto const found = shapes.shape(i).nearest(frame, best);
    if (found.metres >= best) continue;
    best = found.metres;
    at = found.at;
    idx = i;
  }
  if (!idx) return std::nullopt;
  double const metres = ground_distance(frame.origin, at);
  if (metres > max_metres) return std::nullopt;
  return PerimeterIndex::Near{PerimeterIdx{*idx}, metres};
}

// Those of the candidates that hold the point, when no boundary is nearer than `least` metres: away
// from all of them, being on one needs no look.
std::vector<PerimeterIdx> holding(Layer<Perimeter> const& shapes, LonLat point,
                                  Candidates const& candidates, double least) {
  bool const on_boundary = least < 2 * PerimeterIndex::kOnBoundaryMetres;
  std::vector<PerimeterIdx> found;
  for (auto const& [at_least, i] : candidates) {
    if (at_least > PerimeterIndex::kOnBoundaryMetres) continue;
    if (on_boundary ? shapes.covers(i, point) : shapes.shape(i).contains(point)) {
      found.push_back(PerimeterIdx{i});
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

struct PerimeterIndex::Impl {
  std::vector<Perimeter> perimeters;
  Layer<Perimeter> shapes;
  Layer<Ground> coverage;
  Layer<Ground> footprints;
};

PerimeterIndex::PerimeterIndex(std::vector<Perimeter> perimeters,
                               std::vector<Ground> const& coverage,
                               std::vector<Ground> const& footprints) {
  auto sorted = sorted_by_code(std::move(perimeters));
  Layer<Perimeter> shapes(sorted);
  impl_ = std::make_unique<Impl const>(Impl{std::move(sorted), std::move(shapes),
                                            Layer<Ground>(coverage), Layer<Ground>(footprints)});
}

PerimeterIndex::PerimeterIndex(PerimeterIndex&&) noexcept = default;
PerimeterIndex& PerimeterIndex::operator=(PerimeterIndex&&) noexcept = default;
PerimeterIndex::~PerimeterIndex() = default;

std::vector<PerimeterIdx> PerimeterIndex::containing(LonLat point, Date date) const {
  std::vector<PerimeterIdx> found;
  impl_->shapes.for_each_in_force(point, date, [&](std::uint32_t i) {
    if (impl_->shapes.covers(i, point)) found.push_back(PerimeterIdx{i});
  });
  std::sort(found.begin(), found.end());
  return found;
}

std::optional<PerimeterIndex::Near> PerimeterIndex::nearest(LocalFrame const& from, Date date,
                                                            double max_metres) const {
  return around(from, date, max_metres).nearest;
}

PerimeterIndex::Surroundings PerimeterIndex::around(LocalFrame const& from, Date date,
                                                    double max_metres) const {
  auto const& shapes = impl_->shapes;
  double const usual = std::min(kUsualMetres, max_metres);
  auto const close = candidates(shapes, from, date, usual);
  auto const nearest = nearest_of(shapes, from, close, usual);
  double const least = nearest ? nearest->metres : usual;
  Surroundings found{holding(shapes, from.origin, close, least), nearest};
  if (!found.nearest && max_metres > usual) {
    auto const all = candidates(shapes, from, date, max_metres);
    found.nearest = nearest_of(shapes, from, all, max_metres);
  }
  return found;
}

double PerimeterIndex::mass_inside(LocalFrame const& at, double sigma_metres, Date date) const {
  return impl_->footprints.mass(at, sigma_metres, date);
}

bool PerimeterIndex::covered(LonLat point, Date date) const {
  bool found = false;
  impl_->coverage.for_each_in_force(
      point, date, [&](std::uint32_t i) { found = found || impl_->coverage.covers(i, point); });
  return found || !containing(point, date).empty();
}

std::optional<double> PerimeterIndex::covered_around(LocalFrame const& at, Date date,
                                                     double max_metres) const {
  std::optional<double> found;
  impl_->coverage.for_each_in_force(at.origin, date, [&](std::uint32_t i) {
    auto const& area = impl_->coverage.shape(i);
    if (area.contains(at.origin)) {
      found = std::max(found.value_or(0), area.nearest(at, max_metres).metres);
    } else if (!found && impl_->coverage.covers(i, at.origin)) {
      found = 0;  // on its boundary
    }
  });
  return found;
}

double PerimeterIndex::mass_uncovered(LocalFrame const& at, double sigma_metres, Date date) const {
  return std::max(0.0, 1 - impl_->coverage.mass(at, sigma_metres, date));
}

std::vector<PerimeterIdx> PerimeterIndex::meeting(Box const& box, Date date) const {
  std::vector<PerimeterIdx> found;
  impl_->shapes.for_each_in_force(box, date,
                                  [&](std::uint32_t i) { found.push_back(PerimeterIdx{i}); });
  std::sort(found.begin(), found.end());
  return found;
}

ShapeIndex const& PerimeterIndex::shape(PerimeterIdx idx) const {
  return impl_->shapes.shape(static_cast<std::uint32_t>(idx));
}

std::vector<ShapeIndex const*> PerimeterIndex::footprints(Box const& box, Date date) const {
  return impl_->footprints.in_force(box, date);
}

std::vector<ShapeIndex const*> PerimeterIndex::coverage(Box const& box, Date date) const {
  return impl_->coverage.in_force(box, date);
}

bool PerimeterIndex::in_force(Date date) const { return impl_->shapes.any_in_force(date); }

std::optional<PerimeterIdx> PerimeterIndex::find(std::string_view code) const {
  auto const& all = impl_->perimeters;
  auto const it = std::lower_bound(all.begin(), all.end(), code, [](Perimeter const& p, auto key) {
    return std::string_view(p.code) < key;
  });
  if (it == all.end() || it->code != code) return std::nullopt;
  return PerimeterIdx{static_cast<std::uint32_t>(it - all.begin())};
}

Perimeter const& PerimeterIndex::operator[](PerimeterIdx idx) const {
  return impl_->perimeters[static_cast<std::uint32_t>(idx)];
}

std::span<Perimeter const> PerimeterIndex::all() const { return impl_->perimeters; }

}  // namespace qpv
