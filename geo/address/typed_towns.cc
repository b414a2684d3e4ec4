// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/typed_towns.h"

#include <algorithm>

namespace qpv {
namespace {

constexpr std::size_t kMostElsewhere = 12;
constexpr std::ptrdiff_t kMostExact = 8;

}  // namespace

bool holds(TypedTowns const& towns, std::uint32_t commune) {
  return std::ranges::find(towns.all(), commune, &TypedTown::commune) != towns.all().end();
}

bool find_typed_towns(IndexData const& index, std::span<QueryWord const> words, LastWord last,
                      TypedTowns const& home, std::vector<Peak>& scratch, TypedTowns& towns) {
  ShortText key;
  make_open_town_key(words, last, key);
  if (key.empty()) return false;
  bool exact = false;
  auto const add = [&](std::uint32_t town, std::uint32_t commune) {
    auto const name = index.text_at(index.towns[town].key);
    if (!name.starts_with(key.view()) || holds(towns, commune)) return;
    exact = exact || name == key.view();
    towns.push({commune, -doubt_of_rest(name.size() - key.size())});
  };
  for (auto const& each : home.all()) add(index.communes[each.commune].town, each.commune);
  auto const start = [&](TownRecord const& record) {
    return index.text_at(record.key).substr(0, key.size());
  };
  auto const all = index.towns.all();
  auto const first = std::ranges::lower_bound(all, key.view(), {}, start) - all.begin();
  auto const end = std::ranges::upper_bound(all, key.view(), {}, start) - all.begin();
  find_peaks(index.town_peaks, all.size(), static_cast<std::size_t>(first),
             static_cast<std::size_t>(end), kMostElsewhere, scratch);
  for (auto const& peak : scratch) add(peak.row, index.towns[peak.row].commune);
  // The shortest name is the one that is typed already, small as its town may be.
  for (auto row = first; row < std::min(end, first + kMostExact); ++row) {
    add(static_cast<std::uint32_t>(row), index.towns[static_cast<std::size_t>(row)].commune);
  }
  return exact;
}

std::span<std::uint32_t const> communes_at(IndexData const& index, QueryWord const& digits) {
  auto const code = house_number(digits);
  if (!code) return {};
  std::uint32_t first = *code;
  std::uint32_t end = first + 1;
  for (auto size = digits.text.size(); size < kPostcodeDigits; ++size) {
    first *= 10;
    end *= 10;
  }
  auto const codes = index.postcodes.all();
  auto const from = std::ranges::lower_bound(codes, first, {}, &PostcodeRecord::code);
  auto const to = std::ranges::lower_bound(codes, end, {}, &PostcodeRecord::code);
  if (from == codes.end() || to == codes.end()) return {};
  return index.postcode_towns.range(from->first_town, to->first_town);
}

}  // namespace qpv
