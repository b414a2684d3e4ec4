// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/filter.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>

#include "geo/address/index_data.h"
#include "geo/core/whole_city.h"

namespace qpv {
namespace {

constexpr float kOtherPlace = 0.6F;  // the words name another place than the filter

// Whether any of the codes, which spaces part, is one that `is` takes.
template <class Is>
bool any_of(std::string_view codes, Is const& is) {
  while (!codes.empty()) {
    auto const end = std::min(codes.find(' '), codes.size());
    if (end > 0 && is(codes.substr(0, end))) return true;
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
  return false;
}

void add_commune(AddressIndex const& index, std::string_view citycode,
                 std::vector<std::uint32_t>& out) {
  if (auto const commune = index.find_commune(citycode)) {
    out.push_back(static_cast<std::uint32_t>(*commune));
  }
}

void add_communes_at(IndexData const& data, std::string_view postcode,
                     std::vector<std::uint32_t>& out) {
  std::uint32_t code = 0;
  auto const* const end = postcode.data() + postcode.size();
  if (std::from_chars(postcode.data(), end, code).ptr != end) return;
  auto const all = data.postcodes.all();
  auto const found = std::ranges::lower_bound(all, code, {}, &PostcodeRecord::code);
  if (found == all.end() || found->code != code || found + 1 == all.end()) return;
  auto const communes = data.postcode_towns.range(found->first_town, (found + 1)->first_town);
  out.insert(out.end(), communes.begin(), communes.end());
}

}  // namespace

AddressFilter::AddressFilter(AddressIndex const& index, AddressQuery const& query)
    : index_(index),
      citycodes_(query.only_citycode),
      postcodes_(query.only_postcode),
      kinds_(query.only_kinds) {}

std::vector<std::uint32_t> AddressFilter::communes() const {
  std::vector<std::uint32_t> out;
  any_of(citycodes_, [&](std::string_view code) {
    add_commune(index_, code, out);
    if (auto const city = whole_city(code)) {
      for (std::uint32_t i = 0; i < city->arrondissements; ++i) {
        add_commune(index_, std::to_string(city->first_arrondissement + i), out);
      }
    }
    return false;
  });
  if (!citycodes_.empty()) return out;
  any_of(postcodes_, [&](std::string_view code) {
    add_communes_at(index_.data(), code, out);
    return false;
  });
  return out;
}

void AddressFilter::confine(Places& places, std::size_t first, bool whole) const {
  auto const allowed = communes();
  auto const is_allowed = [&](PlaceCommune const& place) {
    return std::ranges::find(allowed, place.commune) != allowed.end();
  };
  auto const add_all = [&](float locality) {
    for (auto const commune : allowed) places.communes.push_back({commune, locality});
  };
  for (auto i = first; i < places.readings.size(); ++i) {
    auto& place = places.readings[i];
    auto const named = places.of(place);
    std::vector<PlaceCommune> left;
    std::ranges::copy_if(named, std::back_inserter(left), is_allowed);
    place.first = places.communes.size();
    if (left.empty()) {
      add_all(kOtherPlace);
    } else {
      places.communes.insert(places.communes.end(), left.begin(), left.end());
    }
    place.end = places.communes.size();
  }
  if (!whole) return;
  Place anywhere;
  anywhere.first = places.communes.size();
  add_all(1);
  anywhere.end = places.communes.size();
  places.readings.push_back(anywhere);
}

bool AddressFilter::keep(AddressMatch& match) const {
  if (!keep_kind(match)) return false;
  auto const citycode = index_[match.commune].citycode;
  if (!citycodes_.empty() &&
      !any_of(citycodes_, [&](std::string_view code) { return is_commune_of(citycode, code); })) {
    return false;
  }
  return postcodes_.empty() || has_postcode(match);
}

// The street itself is what is asked for where numbers are not.
bool AddressFilter::keep_kind(AddressMatch& match) const {
  if (kinds_.takes(match.kind)) return true;
  if (match.kind != MatchKind::kHousenumber) return false;
  bool const locality = index_[match.street].kind == RowKind::kLocality;
  match.kind = locality ? MatchKind::kLocality : MatchKind::kStreet;
  return kinds_.takes(match.kind);
}

bool AddressFilter::has_postcode(AddressMatch const& match) const {
  auto const has = [&](std::string_view code) {
    return any_of(postcodes_, [&](std::string_view asked) { return asked == code; });
  };
  if (match.kind != MatchKind::kMunicipality) return has(index_[match.street].postcode);
  for (std::size_t k = 0;; ++k) {
    auto const code = index_.postcode(match.commune, k);
    if (code.empty()) return false;
    if (has(code)) return true;
  }
}

}  // namespace qpv
