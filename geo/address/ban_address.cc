// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/ban_address.h"

#include <charconv>

#include "geo/core/departements.h"
#include "geo/core/whole_city.h"

namespace qpv {
namespace {

std::string context_of(std::string_view citycode) {
  auto const departement = departement_of(citycode);
  if (!departement) return {};
  std::string text(departement->code);
  text.append(", ").append(departement->name);
  // Overseas they are the same.
  if (departement->region != departement->name) text.append(", ").append(departement->region);
  return text;
}

std::string district_of(std::string_view citycode) {
  auto const city = whole_city_of(citycode);
  if (!city) return {};
  std::uint32_t code = 0;
  std::from_chars(citycode.data(), citycode.data() + citycode.size(), code);
  auto const nth = code - city->first_arrondissement + 1;
  std::string text(city->name);
  text.append(" ").append(std::to_string(nth)).append(nth == 1 ? "er" : "e");
  return text.append(" Arrondissement");
}

void add_street(BanAddress& out, AddressIndex const& addresses, AddressMatch const& match) {
  auto const street = addresses[match.street];
  out.name = street.name;
  out.postcode = street.postcode;
  out.oldcity = street.old_city;
  out.oldcitycode = street.old_citycode;
  out.position = street.position;
  if (match.kind != MatchKind::kLocality) out.street = street.name;
  if (match.kind != MatchKind::kHousenumber) {
    out.id = addresses.id(match.street);
    return;
  }
  auto const number = addresses[match.number];
  out.id = addresses.id(match.street, match.number);
  out.housenumber = housenumber(number);
  out.name.insert(0, out.housenumber + " ");
  out.position = number.position;
}

}  // namespace

std::string_view type_of(MatchKind kind) {
  switch (kind) {
    case MatchKind::kHousenumber:
      return "housenumber";
    case MatchKind::kStreet:
      return "street";
    case MatchKind::kLocality:
      return "locality";
    case MatchKind::kMunicipality:
      break;
  }
  return "municipality";
}

BanAddress ban_address(AddressIndex const& addresses, AddressMatch const& match) {
  auto const commune = addresses[match.commune];
  BanAddress out{};
  out.label = label(addresses, match);
  out.type = type_of(match.kind);
  out.city = commune.name;
  out.citycode = commune.citycode;
  out.context = context_of(commune.citycode);
  out.district = district_of(commune.citycode);
  if (match.kind != MatchKind::kMunicipality) {
    add_street(out, addresses, match);
    return out;
  }
  out.id = commune.citycode;
  out.name = commune.name;
  out.postcode = addresses.postcode(match.commune, 0);
  out.position = commune.centre;
  return out;
}

AddressMatch as_match(AddressIndex const& addresses, ReverseMatch const& found) {
  return {MatchKind::kHousenumber,
          addresses[found.street].commune,
          found.street,
          found.number,
          1,
          {},
          false};
}

}  // namespace qpv
