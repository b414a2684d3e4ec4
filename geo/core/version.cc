// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/version.h"

namespace qpv {

std::string_view version() { return QPV_VERSION; }

}  // namespace qpv
