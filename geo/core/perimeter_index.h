// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "geo/core/ground.h"
#include "geo/core/types.h"

namespace qpv {

class ShapeIndex;

// Position of a perimeter in one PerimeterIndex; means nothing in another one.
enum class PerimeterIdx : std::uint32_t {};

// All perimeters of a dataset, every generation, in an R-tree of their boxes.
//
// Boundary: CLOSED. A point on a boundary is inside, and a point within kOnBoundaryMetres of it is
// on it, so that the answer does not hang on the last bits of a coordinate. A point on the shared
// boundary of two perimeters is inside both. Edges are straight in longitude and latitude.
// Distances are metres on the WGS84 ellipsoid, within 0.1 % of the geodesic up to 10 km.
//
// Requires valid shapes (geo/ogr repairs and checks them). Immutable: any number of threads.
// Cost: under a microsecond a call for an agglomération.
class PerimeterIndex {
 public:
  static constexpr double kOnBoundaryMetres = 0.001;

  // `coverage` is all ground on which the source is complete, the perimeters' own included;
  // `footprints` is the union of the perimeters. Shapes of either that are in force on one day may
  // touch but not overlap, since their masses are added: geo/ogr/dissolve.h makes them so.
  PerimeterIndex(std::vector<Perimeter> perimeters, std::vector<Ground> const& coverage,
                 std::vector<Ground> const& footprints);
  PerimeterIndex(PerimeterIndex&&) noexcept;
  PerimeterIndex& operator=(PerimeterIndex&&) noexcept;
  ~PerimeterIndex();

  // Those in force on `date` that hold the point, in ascending order of code.
  [[nodiscard]] std::vector<PerimeterIdx> containing(LonLat point, Date date) const;

  struct Near {
    PerimeterIdx idx;
    double metres;
  };
  // The nearest boundary of those in force, seen from inside or outside, at most `max_metres` away.
  [[nodiscard]] std::optional<Near> nearest(LocalFrame const& from, Date date,
                                            double max_metres) const;
  // containing() and nearest() in one search.
  struct Surroundings {
    std::vector<PerimeterIdx> holding;
    std::optional<Near> nearest;
  };
  [[nodiscard]] Surroundings around(LocalFrame const& from, Date date, double max_metres) const;

  // The mass of a Gaussian position (sigma metres on each axis) inside the union of the perimeters
  // in force: 0 to 1, exact to 1e-6. sigma must be positive.
  [[nodiscard]] double mass_inside(LocalFrame const& at, double sigma_metres, Date date) const;

  // Whether the source is complete here on that day, perimeters' own ground included.
  [[nodiscard]] bool covered(LonLat point, Date date) const;
  // How far from the point ground is covered in all directions, at most `max_metres`; none where
  // the point itself is not on a coverage area (a perimeter's own ground is not asked for). Where
  // two areas only touch, their common boundary is taken for an edge: never a "no" too many.
  [[nodiscard]] std::optional<double> covered_around(LocalFrame const& at, Date date,
                                                     double max_metres) const;
  // The mass of a Gaussian position on ground that is not covered, 0 to 1.
  [[nodiscard]] double mass_uncovered(LocalFrame const& at, double sigma_metres, Date date) const;

  // For questions about more than a point: what is in force on that day and whose box meets the
  // given one. Perimeters in ascending order of code.
  [[nodiscard]] std::vector<PerimeterIdx> meeting(Box const& box, Date date) const;
  [[nodiscard]] ShapeIndex const& shape(PerimeterIdx idx) const;
  [[nodiscard]] std::vector<ShapeIndex const*> footprints(Box const& box, Date date) const;
  [[nodiscard]] std::vector<ShapeIndex const*> coverage(Box const& box, Date date) const;

  // Whether any perimeter is in force on that day.
  [[nodiscard]] bool in_force(Date date) const;

  [[nodiscard]] std::optional<PerimeterIdx> find(std::string_view code) const;
  [[nodiscard]] Perimeter const& operator[](PerimeterIdx idx) const;
  [[nodiscard]] std::span<Perimeter const> all() const;  // ascending order of code

 private:
  struct Impl;
  std::unique_ptr<Impl const> impl_;
};

}  // namespace qpv
