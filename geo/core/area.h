// SPDX-License-Identifier: EUPL-1.2
//
// The decision for a whole operation: a building project rather than a point.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "geo/core/perimeter_index.h"
#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv {

// CLOSED, as for points: what lies within kOnBoundaryMetres of a perimeter is in it. An area that
// only touches a perimeter is partly in it, with a share of 0.
enum class Part { kWholly, kPartly, kNot };

// Distances that decide something, in ascending order: the neighbourhood in which reduced VAT may
// apply, and the wider one of a perimeter with a convention of urban renewal.
inline constexpr std::array<double, 2> kNeighbourhoods{300, 500};

struct AreaRules {
  std::size_t max_vertices = 10'000;
  double max_extent_metres = 100'000;  // shares hold to 1e-4 up to here
  double max_latitude = 85;            // where a degree of longitude still means something
  double min_surface_m2 = 0.01;
  // The farthest point is told up to here.
  double reach_metres = 1'000;
  // Edges and boxes that may be looked at: under a second. Operations take thousands to a million.
  std::size_t effort = 200'000'000;
};

// An area and one perimeter. Distances are metres on the ground from the perimeter: within 0.05 m
// where they decide whether a neighbourhood is left, 0.5 m elsewhere.
struct AreaPerimeter {
  PerimeterIdx idx;
  Part inside;
  double share;                    // of the area's surface on the ground
  double nearest;                  // 0 where they share a point
  std::optional<double> farthest;  // of the area's farthest point; none beyond the reach
  std::array<Part, kNeighbourhoods.size()> within;  // which of the area is not farther than these
};

enum class AreaAnswer {
  kInside,     // all of it is in some perimeter
  kPartly,     // some is, and some certainly is not
  kOutside,    // none of it
  kUncertain,  // the source does not say enough of its ground
};

struct AreaVerdict {
  AreaAnswer answer;
  double surface_m2;
  double share_inside;     // of any perimeter
  double share_uncovered;  // where the source does not say
  // Of any perimeter; none where uncovered ground leaves it open.
  std::array<std::optional<Part>, kNeighbourhoods.size()> within;
  // Those in force at most as far as the widest neighbourhood, in ascending order of code.
  std::vector<AreaPerimeter> perimeters;
};

// Requires a valid area (geo/ogr/validity.h). kTooLarge, with the limit in its sentence, for what
// exceeds the rules. Any number of threads.
Result<AreaVerdict> decide_area(PerimeterIndex const& index, MultiPolygon const& area, Date date,
                                AreaRules const& rules = {});

}  // namespace qpv
