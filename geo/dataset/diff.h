// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"
#include "geo/json/dataset_diff.h"
#include "geo/json/manifest.h"

namespace qpv {

// Perimeter by perimeter, by code; both sides in ascending order of code. The order of communes and
// EPCIs does not count, nor how a shape is written down: see geo/ogr/shape_change.h for what does.
Result<PerimetersDiff> diff_perimeters(std::span<Perimeter const> before,
                                       std::span<Perimeter const> after);

// The generations that both have and whose sources are complete for something else.
std::vector<CoverageDiff> diff_coverage(Manifest const& before, Manifest const& after);

}  // namespace qpv
