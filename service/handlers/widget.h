// SPDX-License-Identifier: EUPL-1.2
//
// The check that other sites show in a frame of theirs. Its answer is the one of the first page.
#pragma once

#include <string>

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// `frame_ancestors`: the sites that may frame it, as Content-Security-Policy writes them.
//
// GET /widget[?lang=][&accent=][&ground=]: the form alone, in a language and in a site's colours.
http::Response widget(http::Request const& request, Dataset const& dataset,
                      std::string const& frame_ancestors);
// POST /widget with the same query: the same page with the answer to its form.
http::Response widget_answer(http::Request const& request, Dataset const& dataset,
                             std::string const& frame_ancestors);
// GET /widget.css: the custom properties that follow from the query's colours.
http::Response widget_colours(http::Request const& request);
// GET /widget.js: the script that a site's page names, which places the frame.
http::Response widget_script(http::Request const& request);

}  // namespace qpv::handlers
