// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/core/area.h"
#include "geo/core/perimeter_index.h"
#include "geo/json/manifest.h"

namespace qpv {

// The answer of POST /v1/area: shares to 1e-6, distances to the centimetre.
std::string encode_area_answer(AreaVerdict const& verdict, Date date, PerimeterIndex const& index,
                               Manifest const& manifest);

}  // namespace qpv
