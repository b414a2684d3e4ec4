// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/address_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/address/address_id.h"
#include "geo/address/index_data.h"

namespace qpv {
namespace {

template <class Idx>
std::uint32_t row(Idx idx) {
  return static_cast<std::uint32_t>(idx);
}

std::string_view citycode_of(CommuneRecord const& commune) {
  return {commune.citycode.data(), commune.citycode.size()};
}

PositionType position_type(std::uint8_t stored) {
  return stored < kPositionTypes ? static_cast<PositionType>(stored) : PositionType::kUnknown;
}

}  // namespace

AddressIndex::AddressIndex(std::unique_ptr<IndexData const> data) : data_(std::move(data)) {}
AddressIndex::AddressIndex(AddressIndex&&) noexcept = default;
AddressIndex& AddressIndex::operator=(AddressIndex&&) noexcept = default;
AddressIndex::~AddressIndex() = default;

Result<AddressIndex> AddressIndex::open(std::span<std::byte const> bytes, IndexCheck check) {
  auto data = read_index(bytes, check);
  if (!data) return tl::unexpected(data.error());
  return AddressIndex(std::move(*data));
}

AddressCounts AddressIndex::counts() const { return data_->counts; }

IdxRange<CommuneIdx> AddressIndex::communes() const {
  return {CommuneIdx{0}, static_cast<CommuneIdx>(data_->commune_count())};
}

IdxRange<StreetIdx> AddressIndex::streets() const {
  return {StreetIdx{0}, static_cast<StreetIdx>(data_->street_count())};
}

IdxRange<StreetIdx> AddressIndex::streets(CommuneIdx commune) const {
  return data_->streets_of(row(commune));
}

IdxRange<NumberIdx> AddressIndex::numbers(StreetIdx street) const {
  return data_->numbers_of(row(street));
}

CommuneInfo AddressIndex::operator[](CommuneIdx commune) const {
  auto const& record = data_->communes[row(commune)];
  return {citycode_of(record), data_->text_at(record.name), unpack(record.centre), record.numbers};
}

StreetInfo AddressIndex::operator[](StreetIdx street) const {
  auto const& record = data_->streets[row(street)];
  auto const& old = data_->old_communes[record.old_commune];
  StreetInfo info{};
  info.kind = static_cast<RowKind>(record.kind) == RowKind::kLocality ? RowKind::kLocality
                                                                      : RowKind::kStreet;
  info.name = data_->name_of_street(row(street)).display;
  if (record.postcode != kNoPostcode) {
    info.postcode = data_->text_at(data_->postcodes[record.postcode].text);
  }
  if (record.old_commune != 0) {
    info.old_citycode = data_->text_at(old.citycode);
    info.old_city = data_->text_at(old.name);
  }
  info.commune = static_cast<CommuneIdx>(record.commune);
  info.position = unpack(record.position);
  return info;
}

NumberInfo AddressIndex::operator[](NumberIdx number) const {
  auto const packed = data_->numbers[row(number)];
  auto const suffix = packed & kSuffixMask;
  return {packed >> kSuffixBits,
          suffix == 0 ? std::string_view() : data_->text_at(data_->suffixes[suffix]),
          unpack(data_->positions[row(number)]), position_type(data_->position_types[row(number)])};
}

std::string_view AddressIndex::postcode(CommuneIdx commune, std::size_t k) const {
  auto const& communes = data_->communes;
  if (row(commune) >= data_->commune_count()) return {};
  std::size_t const at = communes[row(commune)].first_code + k;
  if (at >= communes[row(commune) + std::size_t{1}].first_code) return {};
  return data_->text_at(data_->postcodes[data_->commune_codes[at]].text);
}

std::optional<CommuneIdx> AddressIndex::find_commune(std::string_view citycode) const {
  auto const rows = data_->communes.range(0, data_->commune_count());
  auto const found = std::ranges::lower_bound(rows, citycode, {}, citycode_of);
  if (found == rows.end() || citycode_of(*found) != citycode) return std::nullopt;
  return static_cast<CommuneIdx>(found - rows.begin());
}

std::string AddressIndex::id(StreetIdx street) const {
  auto const& record = data_->streets[row(street)];
  auto const text = data_->text_at(record.id);
  if (record.whole_id != 0) return std::string(text);
  return fmt::format("{}_{}", citycode_of(data_->communes[record.commune]), text);
}

std::string AddressIndex::id(StreetIdx street, NumberIdx number) const {
  auto const ids = data_->ids.all();
  auto const found = std::ranges::lower_bound(ids, row(number), {}, &IdRecord::number);
  if (found != ids.end() && found->number == row(number)) {
    return std::string(data_->text_at(found->id));
  }
  auto const info = (*this)[number];
  return number_id(id(street), info.number, info.suffix);
}

}  // namespace qpv
