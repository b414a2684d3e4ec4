// SPDX-License-Identifier: EUPL-1.2
//
// What a query's filters leave. Internal to geo/address.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "geo/address/address_index.h"
#include "geo/address/search.h"
#include "geo/address/towns.h"

namespace qpv {

class AddressFilter {
 public:
  AddressFilter(AddressIndex const& index, AddressQuery const& query);

  // Whether it says where to look.
  [[nodiscard]] bool by_place() const { return !citycodes_.empty() || !postcodes_.empty(); }
  // Of the readings from `first` on, only what lies where it says; where they named other places,
  // that is said against what is found. `whole` adds the reading in which no word names a place.
  void confine(Places& places, std::size_t first, bool whole) const;
  // Whether the match passes, which may be as the street of a number that was found.
  [[nodiscard]] bool keep(AddressMatch& match) const;

 private:
  [[nodiscard]] std::vector<std::uint32_t> communes() const;
  [[nodiscard]] bool keep_kind(AddressMatch& match) const;
  [[nodiscard]] bool has_postcode(AddressMatch const& match) const;

  AddressIndex const& index_;
  std::string_view citycodes_;
  std::string_view postcodes_;
  MatchKinds kinds_;
};

}  // namespace qpv
