// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/core/ground.h"
#include "geo/core/types.h"

namespace qpv {

// The edges of one shape, in runs of neighbours with a box each, and these in groups, so that a
// question looks at the few edges near its point and skips the others eight or 64 at a time.
//
// Requires a valid shape. Immutable: any number of threads. Holds 16 bytes a vertex, and as much
// again for eight.
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

  // Calls visit(a, b) for the edges from a to b, ground on their left, that lie in boxes which
  // `wanted` accepts; what is in a refused box is not looked at.
  template <class Wanted, class Visit>
  void for_each_edge(Wanted wanted, Visit visit) const {
    for (auto const& group : groups_) {
      if (!wanted(group.edges.box)) continue;
      for (auto const& run : runs_of(group)) {
        if (!wanted(run.box)) continue;
        for (std::size_t i = run.first; i < run.last; ++i) visit(vertices_[i], vertices_[i + 1]);
      }
    }
  }

 private:
  // Edges from vertex i to i + 1, for i from `first` up to but not including `last`.
  struct Run {
    Box box;
    std::uint32_t first;
    std::uint32_t last;
  };
  // Runs that follow each other in one ring.
  struct Group {
    Run edges;  // all of them as if they were one
    std::uint32_t first_run;
    std::uint32_t last_run;  // one past the last
  };

  struct Search {
    double best2;  // square metres
    LocalFrame::Point best;
    bool found;
  };

  [[nodiscard]] std::span<Run const> runs_of(Group const& group) const {
    return std::span(runs_).subspan(group.first_run, group.last_run - group.first_run);
  }
  [[nodiscard]] bool ends_on_two_sides(LonLat point, Run const& run) const;
  [[nodiscard]] bool odd_crossings(LonLat point, Group const& group) const;
  [[nodiscard]] bool odd_crossings(LonLat point, Run const& run) const;
  void search_group(LocalFrame const& frame, Group const& group, Search& search) const;
  void search_run(LocalFrame const& frame, Run const& run, Search& search) const;
  [[nodiscard]] double mass_cut_off(LocalFrame const& frame, Run const& run, double sigma) const;
  void add_ring(Ring const& ring, bool counter_clockwise);
  void add_group(std::size_t first_vertex, std::size_t last_vertex);

  Box box_;
  std::vector<LonLat> vertices_;  // rings one after the other, outer ones counter-clockwise
  std::vector<Run> runs_;
  std::vector<Group> groups_;
};

}  // namespace qpv
