// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/dataset/dataset.h"

namespace qpv::handlers {

// The decrees that set the perimeters of a dataset which are in force on that day, in words; empty
// where there is none.
std::string decrees_on(Dataset const& dataset, Date date);

// Those of one perimeter.
std::string decrees_of(Perimeter const& perimeter);

}  // namespace qpv::handlers
