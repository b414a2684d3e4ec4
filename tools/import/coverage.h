// SPDX-License-Identifier: EUPL-1.2
//
// Where a source may be trusted to be complete: the difference between "no" and "unknown".
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv::import {

// A published national file has 1,300 perimeters and more in each generation.
inline constexpr std::size_t kNationalPerimeters = 1000;

inline constexpr char kCoverageFrance[] = "france";
inline constexpr char kCoveragePolygons[] = "polygons";
inline constexpr char kCoverageNone[] = "perimeters";

struct Coverage {
  std::vector<CoverageArea> areas;
  std::map<int, std::string> kinds;  // generation -> one of the above
};

// The coverage of one source's perimeters. `option` is what --coverage said: nothing, "france" or
// a file of polygons.
Result<Coverage> coverage_of(std::span<Perimeter const> perimeters, std::string const& source,
                             std::optional<std::string> const& option);

}  // namespace qpv::import
