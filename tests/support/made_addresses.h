// SPDX-License-Identifier: EUPL-1.2
//
// An address index made from a few rows that a test shows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/address/address_index.h"
#include "geo/address/address_row.h"
#include "geo/address/position_errors.h"

namespace qpv::test {

struct Row {
  std::string street_id;
  std::uint32_t number;
  std::string suffix;
  std::string street;
  std::string postcode;
  std::string citycode;
  std::string city;
  LonLat position;
  PositionType type = PositionType::kEntrance;
};

// With the project's own lexicon. Asserts that the rows make an index.
class MadeAddresses {
 public:
  explicit MadeAddresses(std::vector<Row> const& rows);
  [[nodiscard]] AddressIndex const& operator*() const { return index_; }
  [[nodiscard]] AddressIndex const* operator->() const { return &index_; }

 private:
  std::vector<std::uint64_t> bytes_;
  AddressIndex index_;
};

std::string build_bytes(std::vector<Row> const& rows);

// data/position_errors.tsv.
PositionErrors own_position_errors();

}  // namespace qpv::test
