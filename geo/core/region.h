// SPDX-License-Identifier: EUPL-1.2
//
// Ground made of several shapes, as an area sees it: what is near, what is crossed, what is inside.
#pragma once

#include <cstddef>
#include <vector>

#include "geo/core/ground.h"
#include "geo/core/shape_index.h"
#include "geo/core/types.h"

namespace qpv {

struct Edge {
  LonLat a;
  LonLat b;
};

// Metres on the ground from a point to an edge: within 1e-6 of the geodesic up to 5 km.
double distance_to(Edge const& edge, LonLat point);

// How much looking is left: one step is an edge or a box. Spent, the searches end at once with
// what they have, and their caller must not use it.
class Effort {
 public:
  explicit Effort(std::size_t steps) : left_(steps) {}
  void spend(std::size_t steps) { left_ -= steps < left_ ? steps : left_; }
  [[nodiscard]] bool spent() const { return left_ == 0; }

 private:
  std::size_t left_;
};

// The union of some shapes. Refers to them and to the effort.
class Region {
 public:
  Region(std::vector<ShapeIndex const*> shapes, Effort& effort)
      : shapes_(std::move(shapes)), effort_(effort) {}

  struct Nearest {
    double metres;
    Edge edge;
  };
  // The edge nearest to a point, from inside or outside; `best` where none is nearer than that.
  [[nodiscard]] Nearest nearest(LonLat point, Nearest best) const;

  // Whether every edge within `metres` of a point runs, more or less, the way of one of them. Then
  // the boundary there is a slope: seen from outside, one may move away from all of it at once.
  [[nodiscard]] bool runs_one_way(Edge const& way, LonLat point, double metres) const;

  // Whether one of the shapes has the point in its interior; on a boundary it may be either.
  [[nodiscard]] bool contains(LonLat point) const;

  // The parts of a segment that lie outside: it is cut wherever an edge crosses it, and what is
  // within rounding of a boundary may be either.
  [[nodiscard]] std::vector<Edge> outside(Edge const& segment) const;

  // Whether an edge, or the ground inside, may touch the segment; cheap.
  [[nodiscard]] bool maybe_meets(Edge const& segment) const;

  [[nodiscard]] std::vector<ShapeIndex const*> const& shapes() const { return shapes_; }
  [[nodiscard]] Effort& effort() const { return effort_; }
  [[nodiscard]] Box box() const;

 private:
  // Where edges cross the segment, as parts of its length, in ascending order.
  [[nodiscard]] std::vector<double> cuts(Edge const& segment) const;

  std::vector<ShapeIndex const*> shapes_;
  Effort& effort_;
};

}  // namespace qpv
