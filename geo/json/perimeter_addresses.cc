// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/perimeter_addresses.h"

#include "geo/json/address_words.h"
#include "geo/json/words.h"

namespace qpv {
namespace {

using json::Compact;

std::string_view word(StreetSituation situation) {
  switch (situation) {
    case StreetSituation::kWithin:
      return "within";
    case StreetSituation::kPartly:
      return "partly";
    case StreetSituation::kBordering:
      break;
  }
  return "bordering";
}

void write_range(Compact& out, AddressIndex const& addresses, NumberRange const& range) {
  out.object([&] {
    out.member("parity", json::parity(range.odd));
    out.member("from", housenumber(addresses[range.first]));
    out.member("to", housenumber(addresses[range.last]));
    out.member("numbers", range.numbers);
  });
}

void write_street(Compact& out, AddressIndex const& addresses, PerimeterStreet const& one) {
  auto const street = addresses[one.street];
  auto const commune = addresses[street.commune];
  bool const locality = street.kind == RowKind::kLocality;
  out.object([&] {
    out.member("id", addresses.id(one.street));
    out.member("type", json::word(locality ? MatchKind::kLocality : MatchKind::kStreet));
    out.member("street", street.name);
    json::write_optional(out, "postcode", street.postcode);
    out.member("city", commune.name);
    out.member("citycode", commune.citycode);
    json::write_optional(out, "oldcity", street.old_city);
    json::write_optional(out, "oldcitycode", street.old_citycode);
    out.member("situation", word(one.situation));
    out.member("numbers", addresses.numbers(one.street).size());
    out.member("inside", one.inside);
    out.key("ranges");
    out.each(one.ranges, [&](NumberRange const& range) { write_range(out, addresses, range); });
  });
}

}  // namespace

std::string encode_perimeter_addresses(Perimeter const& perimeter,
                                       std::span<PerimeterStreet const> streets,
                                       AddressIndex const& addresses, Manifest const& manifest) {
  std::size_t inside = 0;
  for (auto const& street : streets) inside += street.inside;
  Compact out;
  out.object([&] {
    out.key("perimeter");
    out.object([&] { json::write_perimeter_members(out, perimeter); });
    out.member("inside", inside);
    out.key("streets");
    out.each(streets, [&](PerimeterStreet const& one) { write_street(out, addresses, one); });
    json::write_dataset(out, manifest);
  });
  return out.take();
}

}  // namespace qpv
