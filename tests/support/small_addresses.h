// SPDX-License-Identifier: EUPL-1.2
//
// Address indexes of a few rows, for tests.
#pragma once

#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "geo/address/address_builder.h"
#include "geo/address/address_index.h"

namespace qpv::test {

struct SmallAddresses {
  std::unique_ptr<std::string const> bytes;  // outlives the index
  AddressIndex index;
};

inline SmallAddresses small_addresses(std::vector<AddressRow> const& rows) {
  auto builder =
      AddressBuilder::start("# file: types.tsv\nrue\n# file: suffixes.tsv\nbis\tb\n").value();
  for (auto const& row : rows) builder.add(row);
  AddressCounts counts;
  auto bytes = std::make_unique<std::string const>(builder.finish(counts).value());
  auto index = AddressIndex::open(std::as_bytes(std::span(*bytes))).value();
  return {std::move(bytes), std::move(index)};
}

// Number `number` of a street of Lens, "62498_0001" for example.
inline AddressRow number_of(std::string_view street_id, std::string_view street,
                            std::uint32_t number, LonLat position, std::string_view suffix = {}) {
  AddressRow row;
  row.street_id = street_id;
  row.street = street;
  row.number = number;
  row.suffix = suffix;
  row.postcode = "62300";
  row.citycode = "62498";
  row.city = "Lens";
  row.position = position;
  return row;
}

}  // namespace qpv::test
