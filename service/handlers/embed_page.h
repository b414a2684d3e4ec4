// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "service/http/message.h"

namespace qpv::handlers {

// GET /integrer[?accent=][&ground=][&lang=]: choose the colours and the language of the widget, see
// it, and get the line to paste into another site's page.
http::Response embed_page(http::Request const& request);

}  // namespace qpv::handlers
