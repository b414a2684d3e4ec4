// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "service/log.h"
#include "service/metrics.h"
#include "service/reloader.h"
#include "service/serving.h"

namespace qpv {

// Tells the log, the metrics and /readyz of each reload. Refers to all three.
Reloader::Report report_reloads(Log& log, Metrics& metrics, Serving& serving);

}  // namespace qpv
