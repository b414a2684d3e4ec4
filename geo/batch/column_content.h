// SPDX-License-Identifier: EUPL-1.2
//
// What the cells of a column look like. Private to geo/batch.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "geo/batch/columns.h"

namespace qpv::batch {

// Of a column's filled cells, how many are what.
struct Content {
  std::size_t filled = 0;
  std::size_t mail = 0;
  std::size_t number = 0;  // of a house: "12", "12 bis"
  std::size_t begins_with_digit = 0;
  std::size_t number_and_street = 0;  // "12 rue …"
  std::size_t code_and_town = 0;      // "62300 Lens"
  std::size_t code = 0;               // 4 or 5 digits, 2A and 2B
  std::size_t known_postcode = 0;
  std::size_t known_citycode = 0;
  std::size_t known_commune = 0;
  std::size_t degrees = 0;  // a number within 180
  std::size_t latitude = 0;
  std::size_t longitude = 0;

  [[nodiscard]] bool most(std::size_t count) const {
    return filled > 0 && count * 10 >= filled * 8;
  }
  [[nodiscard]] bool half(std::size_t count) const { return filled > 0 && count * 2 >= filled; }
};

Content look_at(std::span<SampleRow const> rows, std::size_t column, KnownPlaces const& known,
                ColumnWords const& words);

// What no header says: a code of 5 digits, decimal degrees, a number and a street.
bool looks_like_data(std::string_view cell, ColumnWords const& words);

// A number as people write coordinates: a point or a comma, a sign. None for anything else.
std::optional<double> read_degrees(std::string_view text);

// Without blanks at either end, be they no-break ones.
std::string_view trimmed(std::string_view text);

// "1000" as "01000", where it is 4 digits.
std::string with_its_zero(std::string_view code);

}  // namespace qpv::batch
