// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "geo/address/search.h"
#include "geo/core/types.h"

namespace qpv::test {

// A query with what it means, as make_ban.py and tests/recall/hard_queries.py write them.
struct Asked {
  std::string kind;
  std::string q;
  std::string id;         // of the one address; empty: nothing must be found for certain
  std::string street_id;  // of its street
  std::string citycode;
  std::optional<LonLat> place;  // where it is in truth, whatever the base says
  std::optional<LonLat> near;   // only where "near" is given
  std::string only_citycode;    // a filter
  std::size_t limit = 5;
};

// Good as long as `asked`.
AddressQuery to_query(Asked const& asked);

// One JSON object a line. Throws std::runtime_error.
std::vector<Asked> read_asked(std::filesystem::path const& path);

}  // namespace qpv::test
