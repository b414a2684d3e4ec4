// SPDX-License-Identifier: EUPL-1.2
//
// Which perimeters an OGC client asks for.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "service/handlers/parameters.h"

namespace qpv::handlers {

struct OgcQuery {
  std::optional<Box> box;
  std::optional<Date> from;  // of the days asked for; none: since ever
  std::optional<Date> to;
  std::size_t limit = 10;
  std::size_t offset = 0;
};

Parsed<OgcQuery> read_ogc_query(http::Parameters const& parameters);

// In ascending order of code: those in force on one of the days that touch the box.
std::vector<Perimeter const*> select(OgcQuery const& query, Dataset const& dataset);

}  // namespace qpv::handlers
