// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "geo/json/dataset_diff.h"

namespace qpv {

// Street by street and number by number, in each generation that both have: what another edition of
// the perimeters or of the addresses changes. Both must have addresses. Streets are known by their
// ids, numbers by number and suffix. A number that one base only has is told where it is more than
// plainly outside or not covered. By generation, commune and street.
//
// A microsecond or two a number of the communes that a perimeter reaches on either side.
StreetsDiff diff_streets(Dataset const& before, Dataset const& after);

}  // namespace qpv
