// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "geo/batch/columns.h"
#include "geo/core/result.h"
#include "geo/dataset/dataset.h"
#include "tools/batch/options.h"

namespace qpv::batch {

// Postcodes, INSEE codes and communes of the dataset's addresses; of its territory where it has
// none. Refers to nothing.
KnownPlaces known_places(Dataset const& dataset);

// What is recognised, and what the options say otherwise: the columns that a flag names have that
// role, and no others do. A column of days needs a flag. kInvalidArgument for a column that is not
// there, and where nothing could be asked.
Result<Columns> columns_of(std::span<SampleRow const> sample, Options const& options,
                           Dataset const& dataset);

}  // namespace qpv::batch
