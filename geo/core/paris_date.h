// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>

#include "geo/core/date.h"

namespace qpv {

// The civil day in Paris, whose midnight decides which generation is in force. Needs no time zone
// files: the European rule (summer time from the last Sunday of March to the last of October,
// changing at 01:00 UTC) is computed.
Date paris_date(std::chrono::system_clock::time_point instant);

}  // namespace qpv
