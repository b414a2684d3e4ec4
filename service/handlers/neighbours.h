// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "service/handlers/html.h"
#include "service/handlers/language.h"

namespace qpv::handlers {

// The addresses nearest to a spot, each with its own answer: for someone whose address the base
// lacks. Nothing where the dataset has no addresses, or none near.
Html neighbours(LonLat point, Date date, Dataset const& dataset, Language const& language);

}  // namespace qpv::handlers
