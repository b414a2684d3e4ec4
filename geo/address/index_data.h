// SPDX-License-Identifier: EUPL-1.2
//
// The sections of an index, ready to read. Internal to geo/address.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "geo/address/address_index.h"
#include "geo/address/index_format.h"
#include "geo/address/lexicon.h"
#include "geo/core/result.h"

namespace qpv {

// An array in the index. A row that does not exist reads as zeros, whatever number a damaged file
// gives: nothing outside of the array is ever read.
template <class Record>
class Column {
 public:
  Column() = default;
  explicit Column(std::span<Record const> rows) : rows_(rows) {}

  [[nodiscard]] Record const& operator[](std::size_t row) const {
    return row < rows_.size() ? rows_[row] : kNothing;
  }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  // Rows first to end, less those that do not exist.
  [[nodiscard]] std::span<Record const> range(std::size_t first, std::size_t end) const {
    end = std::min(end, rows_.size());
    return first < end ? rows_.subspan(first, end - first) : std::span<Record const>();
  }
  [[nodiscard]] std::span<Record const> all() const { return rows_; }

 private:
  static constexpr Record kNothing{};
  std::span<Record const> rows_;
};

struct NameTexts {
  std::uint8_t type = 0;
  std::string_view display;
  std::string_view core;
  std::string_view bare;
  std::string_view sound;
};

struct IndexData {
  Lexicon lexicon;
  AddressCounts counts;
  Column<char> text;
  Column<CommuneRecord> communes;
  Column<std::uint32_t> commune_codes;
  Column<PostcodeRecord> postcodes;
  Column<std::uint32_t> postcode_towns;
  Column<TownRecord> towns;
  Column<std::uint32_t> town_table;
  Column<std::uint8_t> town_peaks;
  Column<OldCommuneRecord> old_communes;
  Column<StreetRecord> streets;
  Column<std::uint32_t> street_names;
  Column<Signature> signatures;
  Column<std::uint32_t> names;
  Column<char> name_text;
  Column<std::uint32_t> name_first;
  Column<std::uint32_t> name_streets;
  Column<NameWord> name_words;
  Column<std::uint8_t> word_peaks;
  Column<std::uint32_t> numbers;
  Column<PackedPosition> positions;
  Column<std::uint8_t> position_types;
  Column<TextRef> suffixes;
  Column<IdRecord> ids;
  Column<PackedBox> boxes;
  Column<std::uint32_t> box_streets;

  [[nodiscard]] std::string_view text_at(TextRef at) const;
  [[nodiscard]] NameTexts name(std::uint32_t name) const;
  [[nodiscard]] NameTexts name_of_street(std::uint32_t street) const {
    return name(street_names[street]);
  }
  [[nodiscard]] std::size_t commune_count() const {
    return communes.size() > 0 ? communes.size() - 1 : 0;
  }
  [[nodiscard]] std::size_t street_count() const { return street_names.size(); }
  // The streets of a commune, rows of kStreets.
  [[nodiscard]] IdxRange<StreetIdx> streets_of(std::uint32_t commune) const;
  [[nodiscard]] IdxRange<NumberIdx> numbers_of(std::uint32_t street) const;
  // Rows of kStreets that have the name, most important first.
  [[nodiscard]] std::span<std::uint32_t const> streets_of_name(std::uint32_t name) const {
    return name_streets.range(name_first[name], name_first[std::size_t{name} + 1]);
  }
};

inline LonLat unpack(PackedPosition p) {
  return {p.lon / kUnitsPerDegree, p.lat / kUnitsPerDegree};
}
inline PackedPosition pack(LonLat p) {
  return {static_cast<std::int32_t>(std::lround(p.lon * kUnitsPerDegree)),
          static_cast<std::int32_t>(std::lround(p.lat * kUnitsPerDegree))};
}

// Hash of a town's key, for kTownTable.
std::uint32_t town_hash(std::string_view key);

Result<std::unique_ptr<IndexData const>> read_index(std::span<std::byte const> bytes,
                                                    IndexCheck check);

}  // namespace qpv
