// SPDX-License-Identifier: EUPL-1.2
//
// What both targets of address files require of geo/ban.
#pragma once

#include <numeric>
#include <string>

#include "geo/ban/address_file.h"
#include "geo/core/france.h"
#include "geo/core/utf8.h"
#include "tests/fuzz/fuzz.h"

namespace qpv::fuzz {

inline void check_row(AddressRow const& row) {
  require(row.citycode.size() == 5, "a citycode has five characters");
  require(row.postcode.empty() || row.postcode.size() == 5, "and so has a postcode");
  require(row.old_citycode.empty() || row.old_citycode.size() == 5, "and a former citycode");
  require(french_zone_at(row.position) != nullptr, "a row is in France");
  require(row.number <= 99'999, "a number has five digits");
  bool const commune = row.kind == RowKind::kMunicipality;
  require(commune == row.street_id.empty(), "all but a commune are of a street");
  require(commune == row.street.empty(), "which has a name");
  require(commune || !row.id.empty(), "and an id");
  for (auto const text : {row.id, row.street_id, row.suffix, row.street, row.city, row.old_city}) {
    require(is_utf8(text), "texts are UTF-8");
    require(text.size() <= 250, "of a bounded length");
    for (char const c : text) require(c < 0 || c >= ' ', "without control characters");
  }
}

inline std::uint64_t sum(auto const& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

inline void check_file(std::string_view text) {
  std::uint64_t rows = 0;
  auto const content = ban::read_address_bytes(std::string(text), [&](AddressRow const& row) {
    check_row(row);
    ++rows;
  });
  if (!content) return;
  require(content->taken() == rows, "each row that is taken is given");
  require(sum(content->kinds) == rows, "and has a kind");
  require(sum(content->faults) == content->bad, "each bad row has a fault");
  require(content->quoted.empty() == (content->bad == 0), "and the first are quoted");
  for (auto const& quoted : content->quoted) {
    require(is_utf8(quoted.text) && quoted.text.size() < 210, "in short");
  }
}

}  // namespace qpv::fuzz
