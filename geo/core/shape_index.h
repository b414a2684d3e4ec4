// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/core/box_block.h"
#include "geo/core/ground.h"
#include "geo/core/types.h"

namespace qpv {

// The edges of one shape, in runs of eight neighbours with a box each, and these in groups of eight
// runs, so that a question looks at the few edges near its point and skips the others eight or 64
// at a time.
//
// Requires a valid shape. Immutable: any number of threads. Holds some 25 bytes a vertex.
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
    for (std::size_t number = 0; number < groups_.size(); ++number) {
      auto const& group = groups_[number];
      if (!wanted(box_of(number))) continue;
      for (std::size_t run = 0; run < group.runs(); ++run) {
        if (!wanted(group.boxes[run])) continue;
        auto const [first, last] = group.edges_of(run);
        for (std::size_t i = first; i < last; ++i) visit(vertex(i), vertex(i + 1));
      }
    }
  }

 private:
  static constexpr std::uint32_t kEdgesInRun = 8;
  static constexpr std::uint32_t kEdgesInGroup = BoxBlock::kSize * kEdgesInRun;

  // Edges from vertex i to i + 1, for i from `first` up to but not including `last`.
  struct Edges {
    std::uint32_t first;
    std::uint32_t last;
  };
  // Runs that follow each other in one ring.
  struct Group {
    BoxBlock boxes;  // of the runs
    Edges edges;

    [[nodiscard]] std::uint32_t runs() const {
      return (edges.last - edges.first + kEdgesInRun - 1) / kEdgesInRun;
    }
    [[nodiscard]] Edges edges_of(std::size_t run) const {
      auto const first = edges.first + static_cast<std::uint32_t>(run) * kEdgesInRun;
      return {first, std::min(first + kEdgesInRun, edges.last)};
    }
  };

  struct Search {
    double best2;  // square metres
    LocalFrame::Point best;
    bool found;
  };

  [[nodiscard]] Box box_of(std::size_t group) const {
    return group_boxes_[group / BoxBlock::kSize][group % BoxBlock::kSize];
  }
  [[nodiscard]] LonLat vertex(std::size_t i) const { return {lons_[i], lats_[i]}; }
  [[nodiscard]] bool ends_on_two_sides(LonLat point, Edges edges) const;
  [[nodiscard]] bool odd_crossings(LonLat point, std::size_t group) const;
  [[nodiscard]] bool odd_crossings(LonLat point, Edges edges) const;
  void search_group(LocalFrame const& frame, Group const& group, Search& search) const;
  void search_run(LocalFrame const& frame, std::uint32_t first, Search& search) const;
  [[nodiscard]] double mass_cut_off(LocalFrame const& frame, Edges edges, double sigma) const;
  void add_ring(Ring const& ring, bool counter_clockwise);
  void add_group(Edges edges);

  Box box_;
  // Rings one after the other, outer ones counter-clockwise. After a ring its last vertex stands
  // again until its last run is full: eight edges from the first of any run can be read.
  std::vector<double> lons_;
  std::vector<double> lats_;
  std::vector<Group> groups_;
  std::vector<BoxBlock> group_boxes_;  // eight groups each
};

}  // namespace qpv
