// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/core/paris_date.h"

namespace qpv {

Date today_in_paris();

}  // namespace qpv
