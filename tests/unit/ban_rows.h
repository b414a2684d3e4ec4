// SPDX-License-Identifier: EUPL-1.2
//
// What the readers of geo/ban give, kept.
#pragma once

#include <string>
#include <vector>

#include "geo/ban/address_file.h"

namespace qpv::test {

// A row's texts are only lent.
struct KeptRow {
  RowKind kind;
  std::string id, street_id, suffix, street, postcode, citycode, city, old_citycode, old_city;
  std::uint32_t number;
  LonLat position;
  PositionType type;
};

struct Kept {
  Result<ban::FileContent> content;
  std::vector<KeptRow> rows;
};

inline Kept read_rows(std::string bytes) {
  std::vector<KeptRow> rows;
  auto content = ban::read_address_bytes(std::move(bytes), [&](AddressRow const& row) {
    auto const text = [](std::string_view view) { return std::string(view); };
    rows.push_back({row.kind, text(row.id), text(row.street_id), text(row.suffix), text(row.street),
                    text(row.postcode), text(row.citycode), text(row.city), text(row.old_citycode),
                    text(row.old_city), row.number, row.position, row.type});
  });
  return {std::move(content), std::move(rows)};
}

}  // namespace qpv::test
