// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/ndjson_rows.h"

#include <algorithm>
#include <vector>

#include "geo/address/address_id.h"
#include "geo/ban/text.h"
#include "geo/core/whole_city.h"

namespace qpv::ban {
namespace {

using Texts = std::vector<std::string_view>;

std::string_view at_or_first(Texts const& texts, std::size_t at) {
  if (texts.empty()) return {};
  return trimmed(texts[at < texts.size() ? at : 0]);
}

// Which of a street's communes is the one that the BAN's CSV gives: a street of Paris has the city
// and the arrondissement.
std::size_t nearest_commune(Texts const& citycodes) {
  auto const found = std::ranges::find_if(
      citycodes, [](std::string_view code) { return whole_city_of(code).has_value(); });
  return found == citycodes.end() ? 0 : static_cast<std::size_t>(found - citycodes.begin());
}

struct Label {
  std::string_view number;
  std::string_view suffix;
};

// "12 bis", "12bis", "12"
Label parts_of(std::string_view label) {
  label = trimmed(label);
  auto const digits =
      static_cast<std::size_t>(std::ranges::find_if_not(label, is_digit) - label.begin());
  auto suffix = label.substr(digits);
  suffix.remove_prefix(std::min(suffix.find_first_not_of(" -_"), suffix.size()));
  return {label.substr(0, digits), suffix};
}

}  // namespace

tl::expected<void, Fault> NdjsonRows::read_codes(BanRecord const& record, AddressRow& row) {
  auto const at = nearest_commune(record.citycodes);
  auto const code = citycode_.citycode(at_or_first(record.citycodes, at));
  if (!code) return tl::unexpected(Fault::kCitycode);
  row.citycode = *code;
  row.city = at_or_first(record.cities, at);
  row.old_city = at_or_first(record.old_cities, 0);
  if (auto const old = at_or_first(record.old_citycodes, 0); !old.empty()) {
    auto const old_code = old_citycode_.citycode(old);
    if (!old_code) return tl::unexpected(Fault::kCitycode);
    row.old_citycode = *old_code;
  }
  if (auto const text = at_or_first(record.postcodes, 0); !text.empty()) {
    auto const postcode = postcode_.postcode(text);
    if (!postcode) return tl::unexpected(Fault::kPostcode);
    row.postcode = *postcode;
  }
  return {};
}

MaybeRow NdjsonRows::common(BanRecord const& record) {
  AddressRow row;
  if (record.type == "municipality") {
    row.kind = RowKind::kMunicipality;
  } else if (record.type == "street" || record.type == "locality") {
    row.kind = record.type == "street" ? RowKind::kStreet : RowKind::kLocality;
  } else {
    return tl::unexpected(Fault::kKind);
  }
  auto const read = read_codes(record, row);
  if (!read) return tl::unexpected(read.error());
  auto const name = at_or_first(record.names, 0);
  if (name.empty()) return tl::unexpected(Fault::kStreet);
  row.id = trimmed(record.id);
  bool const fits = name.size() <= kLongestName && row.city.size() <= kLongestName &&
                    row.old_city.size() <= kLongestName && row.id.size() <= kLongestId;
  if (!fits) return tl::unexpected(Fault::kText);
  (row.kind == RowKind::kMunicipality ? row.city : row.street) = name;
  return row;
}

void NdjsonRows::communes(BanRecord const& record, AddressRow row, Take const& take) {
  auto const position = read_position(record.lon, record.lat);
  if (!position) return take(tl::unexpected(position.error()));
  row.position = *position;
  if (record.postcodes.empty()) return take(row);
  for (auto const text : record.postcodes) {
    auto const postcode = postcode_.postcode(trimmed(text));
    if (!postcode) {
      take(tl::unexpected(Fault::kPostcode));
      continue;
    }
    row.postcode = *postcode;
    take(row);
  }
}

MaybeRow NdjsonRows::number(BanNumber const& number, AddressRow const& street) {
  auto row = street;
  row.kind = RowKind::kHousenumber;
  auto const parts = parts_of(number.label);
  auto const value = read_number(parts.number);
  if (!value) return tl::unexpected(Fault::kNumber);
  row.number = *value;
  row.suffix = parts.suffix;
  row.id = trimmed(number.id);
  if (row.suffix.size() > kLongestSuffix || row.id.size() > kLongestId) {
    return tl::unexpected(Fault::kText);
  }
  auto const position = read_position(number.lon, number.lat);
  if (!position) return tl::unexpected(position.error());
  row.position = *position;
  if (row.id.empty()) {
    id_ = number_id(row.street_id, row.number, row.suffix);
    row.id = id_;
  }
  return row;
}

void NdjsonRows::street(BanRecord const& record, AddressRow row, Take const& take) {
  row.street_id = street_of(row.id);
  if (row.street_id.empty()) {
    street_id_ = made_street_id(row.citycode, row.old_citycode, row.street);
    row.street_id = street_id_;
  }
  if (row.id.empty()) row.id = row.street_id;
  auto const position = read_position(record.lon, record.lat);
  if (position) {
    row.position = *position;
    take(row);
  } else {
    take(tl::unexpected(position.error()));
  }
  for (auto const& each : record.numbers) take(number(each, row));
}

void NdjsonRows::rows(BanRecord const& record, Take const& take) {
  auto const row = common(record);
  if (!row) {
    // Its numbers are lost with it.
    for (std::size_t i = 0; i <= record.numbers.size(); ++i) take(tl::unexpected(row.error()));
  } else if (row->kind == RowKind::kMunicipality) {
    communes(record, *row, take);
  } else {
    street(record, *row, take);
  }
}

}  // namespace qpv::ban
