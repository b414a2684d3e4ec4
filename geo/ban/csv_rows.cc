// SPDX-License-Identifier: EUPL-1.2
#include "geo/ban/csv_rows.h"

#include <algorithm>

#include "geo/address/address_id.h"
#include "geo/ban/text.h"

namespace qpv::ban {
namespace {

std::string folded(std::string_view name) {
  std::string out(trimmed(name));
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

// R and others write it where they have nothing.
std::string_view meaning(std::string_view cell) {
  cell = trimmed(cell);
  return cell == "NA" ? std::string_view() : cell;
}

}  // namespace

enum CsvRows::Column : std::size_t {
  kId,
  kNumber,
  kSuffix,
  kStreet,
  kLocality,
  kPostcode,
  kCitycode,
  kCity,
  kOldCitycode,
  kOldCity,
  kLon,
  kLat,
  kPositionType,
};

std::span<std::string_view const, CsvRows::kColumns> CsvRows::names() {
  static constexpr std::array<std::string_view, kColumns> kNames{"id",
                                                                 "numero",
                                                                 "rep",
                                                                 "nom_voie",
                                                                 "nom_lieu_dit",
                                                                 "code_postal",
                                                                 "code_insee",
                                                                 "nom_commune",
                                                                 "code_insee_ancienne_commune",
                                                                 "nom_ancienne_commune",
                                                                 "lon",
                                                                 "lat",
                                                                 "type_position"};
  return kNames;
}

Result<CsvRows> CsvRows::of_header(std::span<std::string_view const> header) {
  CsvRows out;
  out.columns_ = header.size();
  for (std::size_t i = 0; i < header.size(); ++i) {
    auto const found = std::ranges::find(names(), folded(header[i]));
    if (found == names().end()) continue;
    auto& at = out.at_[static_cast<std::size_t>(found - names().begin())];
    if (at == kAbsent) at = i;
  }
  auto const has = [&](Column column) { return out.at_[column] != kAbsent; };
  bool const localities = has(kLocality) && !has(kStreet);
  if (localities) out.kind_ = RowKind::kLocality;
  std::string missing;
  for (auto const column : {kCitycode, kLon, kLat, kStreet, kNumber}) {
    bool const needed = !localities || (column != kStreet && column != kNumber);
    if (needed && !has(column))
      missing += (missing.empty() ? "" : ", ") + std::string(names()[column]);
  }
  if (missing.empty()) return out;
  return fail(ErrorCode::kInvalidArgument,
              "ce n'est pas un fichier d'adresses : il manque les colonnes " + missing);
}

std::string CsvRows::missing() const {
  std::string out;
  for (auto const column : {kId, kPostcode, kCity}) {
    if (at_[column] == kAbsent) out += (out.empty() ? "" : ", ") + std::string(names()[column]);
  }
  return out;
}

std::string_view CsvRows::cell(Column column) const {
  auto const at = at_[column];
  if (at == kAbsent || at + shift_ >= cells_.size()) return {};
  return meaning(cells_[at + shift_]);
}

tl::expected<void, Fault> CsvRows::read_codes(AddressRow& row) {
  auto const code = citycode_.citycode(cell(kCitycode));
  if (!code) return tl::unexpected(Fault::kCitycode);
  row.citycode = *code;
  if (auto const old = cell(kOldCitycode); !old.empty()) {
    auto const old_code = old_citycode_.citycode(old);
    if (!old_code) return tl::unexpected(Fault::kCitycode);
    row.old_citycode = *old_code;
  }
  if (auto const text = cell(kPostcode); !text.empty()) {
    auto const postcode = postcode_.postcode(text);
    if (!postcode) return tl::unexpected(Fault::kPostcode);
    row.postcode = *postcode;
  }
  return {};
}

tl::expected<void, Fault> CsvRows::read_names(AddressRow& row) {
  row.street = cell(kind_ == RowKind::kLocality ? kLocality : kStreet);
  row.city = cell(kCity);
  row.old_city = cell(kOldCity);
  row.suffix = cell(kSuffix);
  row.id = cell(kId);
  if (row.street.empty()) return tl::unexpected(Fault::kStreet);
  bool const fits = row.street.size() <= kLongestName && row.city.size() <= kLongestName &&
                    row.old_city.size() <= kLongestName && row.id.size() <= kLongestId &&
                    row.suffix.size() <= kLongestSuffix;
  if (!fits) return tl::unexpected(Fault::kText);
  return {};
}

void CsvRows::give_ids(AddressRow& row) {
  row.street_id = street_of(row.id);
  if (row.street_id.empty()) {
    street_id_ = made_street_id(row.citycode, row.old_citycode, row.street);
    row.street_id = street_id_;
  }
  if (row.kind != RowKind::kHousenumber) {
    if (row.id.empty()) row.id = row.street_id;
  } else if (row.id.empty() || row.id == row.street_id) {
    id_ = number_id(row.street_id, row.number, row.suffix);
    row.id = id_;
  }
}

MaybeRow CsvRows::read(std::span<std::string_view const> cells) {
  cells_ = cells;
  AddressRow row;
  row.kind = kind_;
  auto const read = read_codes(row).and_then([&] { return read_names(row); });
  if (!read) return tl::unexpected(read.error());
  if (kind_ == RowKind::kHousenumber) {
    auto const number = read_number(cell(kNumber));
    if (!number) return tl::unexpected(Fault::kNumber);
    row.number = *number;
  }
  auto const position = read_position(cell(kLon), cell(kLat));
  if (!position) return tl::unexpected(position.error());
  row.position = *position;
  row.type = read_position_type(cell(kPositionType));
  give_ids(row);
  return row;
}

MaybeRow CsvRows::row(std::span<std::string_view const> cells) {
  auto const extra = cells.size() > columns_ + shift_ ? cells.subspan(columns_ + shift_)
                                                      : std::span<std::string_view const>();
  if (extra.empty()) {
    auto out = read(cells);
    settled_ = settled_ || out.has_value();
    return out;
  }
  if (!settled_ && extra.size() == 1) {
    shift_ = 1;
    auto shifted = read(cells);
    settled_ = shifted.has_value();
    if (settled_) return shifted;
    shift_ = 0;
  }
  bool const nothing = std::ranges::all_of(extra, [](auto text) { return meaning(text).empty(); });
  if (!nothing) return tl::unexpected(Fault::kCells);
  return read(cells.first(columns_ + shift_));
}

}  // namespace qpv::ban
