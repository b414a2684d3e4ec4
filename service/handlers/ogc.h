// SPDX-License-Identifier: EUPL-1.2
//
// OGC API Features, part 1: QGIS and GDAL open the perimeters by the address of the landing page.
#pragma once

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

http::Response ogc_landing(http::Request const& request, Dataset const& dataset);
http::Response ogc_conformance(http::Request const& request, Dataset const& dataset);
http::Response ogc_collections(http::Request const& request, Dataset const& dataset);
http::Response ogc_collection(http::Request const& request, Dataset const& dataset);
// ?bbox=W,S,E,N (or six numbers), ?datetime=DAY or an interval, ?limit=, ?offset=; in ascending
// order of code. Without a datetime every generation.
http::Response ogc_items(http::Request const& request, Dataset const& dataset);
http::Response ogc_item(http::Request const& request, Dataset const& dataset);

}  // namespace qpv::handlers
