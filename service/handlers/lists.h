// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// GET /listes: the page on which staff check a list of addresses. The file is read in the browser
// (service/web/listes), which asks POST /v1/batch; the service sees neither the page's file nor its
// name.
http::Response list_page(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
