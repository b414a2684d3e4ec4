// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// POST /fiche[?lang=]: an answer to print, with all that it rests on. Takes the fields of the first
// page's forms; the question is asked again, so that a sheet never says what the service would not.
http::Response answer_sheet(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
