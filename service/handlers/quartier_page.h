// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// GET /quartiers/{code}: one perimeter for people, with its plan, its towns, and its streets with
// their numbers where the dataset has addresses.
http::Response quartier_page(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
