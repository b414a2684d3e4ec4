// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "geo/core/ground.h"
#include "geo/core/types.h"

namespace qpv {

// The edges of one shape, in runs of neighbours with a box each, so that a question looks at the
// few edges near its point and skips the others eight at a time.
//
// Requires a valid shape. Immutable: any number of threads. Holds 16 bytes a vertex.
class ShapeIndex {
 public:
  explicit ShapeIndex(MultiPolygon const& shape);

  [[nodiscard]] Box const& box() const { return box_; }

  // Whether the point is in the interior. On the boundary itself the answer may be either: ask
  // `nearest` first where that matters.
  [[nodiscard]] bool contains(LonLat point) const;

  // Whether an edge can be within `degrees` of the point along both axes; mostly false, and cheap.
  [[nodiscard]] bool maybe_near(LonLat point, double degrees) const;

  struct Nearest {
    double metres;  // in the frame's plane
    LonLat at;      // the point of the boundary
  };
  // The boundary point nearest to the frame's origin, if nearer than `closer_than` metres;
  // otherwise the result has metres == closer_than.
  [[nodiscard]] Nearest nearest(LocalFrame const& frame, double closer_than) const;

  // The mass inside the shape of a Gaussian around the frame's origin, sigma metres on each axis.
  // Exact but for rounding: Green's theorem turns the integral over the shape into one term an
  // edge, which is a difference of Owen's T functions. Edges beyond 8 sigma weigh less than 1e-14
  // and are skipped; where only one is nearer, that is the straight-edge formula.
  [[nodiscard]] double gaussian_mass(LocalFrame const& frame, double sigma_metres) const;

 private:
  struct Run {
    Box box;
    std::uint32_t first;  // edges go from vertex i to i + 1
    std::uint32_t last;   // one past the last edge's start: also the last edge's end vertex
  };

  struct Search {
    double best2;  // square metres
    LocalFrame::Point best;
    bool found;
  };

  void scan(LocalFrame const& frame, Run const& run, Search& search) const;
  void add_ring(Ring const& ring, bool counter_clockwise);

  Box box_;
  std::vector<LonLat> vertices_;  // rings one after the other, outer ones counter-clockwise
  std::vector<Run> runs_;
};

}  // namespace qpv
