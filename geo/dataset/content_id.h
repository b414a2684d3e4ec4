// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/json/manifest.h"

namespace qpv {

// The manifest's id: 16 hex digits of the hash of the manifest written without one. It holds the
// hash of every file, so it names the whole content.
std::string content_id(Manifest manifest);

}  // namespace qpv
