// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "geo/address/address_index.h"
#include "geo/address/search.h"

namespace qpv {

// The BAN’s word for what an address is: "housenumber", "street", "locality", "municipality".
std::string_view type_of(MatchKind kind);

// A match in the words of the BAN's geocoder. Empty where the base says nothing.
struct BanAddress {
  std::string label;
  std::string_view type;  // "housenumber", "street", "locality", "municipality"
  std::string id;
  std::string housenumber;  // "12bis"
  std::string name;         // with the number: "12bis Rue Pasteur"
  std::string_view street;  // of a number or a street
  std::string_view postcode;
  std::string_view city;
  std::string context;  // "62, Pas-de-Calais, Hauts-de-France"
  std::string_view citycode;
  std::string_view oldcitycode;
  std::string_view oldcity;
  std::string district;  // "Paris 15e Arrondissement"
  LonLat position;
};

// Its views are of the index.
BanAddress ban_address(AddressIndex const& addresses, AddressMatch const& match);

// A number that was found by its place.
AddressMatch as_match(AddressIndex const& addresses, ReverseMatch const& found);

}  // namespace qpv
