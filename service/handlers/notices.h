// SPDX-License-Identifier: EUPL-1.2
//
// What the law has a public service say of itself.
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// GET /confidentialite: what becomes of what is asked.
http::Response privacy_page(http::Request const& request, Dataset const& dataset);
// GET /accessibilite: the declaration, to be completed by whoever serves the pages, with the grid.
http::Response accessibility_page(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
