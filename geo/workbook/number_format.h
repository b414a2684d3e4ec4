// SPDX-License-Identifier: EUPL-1.2
//
// What a person sees of a number in an Excel cell. Private to geo/workbook.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace qpv::workbook {

// As much of a cell's format as an address, a code or a date needs.
struct NumberFormat {
  enum class Kind : std::uint8_t {
    kGeneral,  // the number itself, whatever decoration the format has
    kDigits,   // a whole number in a mask: "00000" shows 1000 as 01000
    kDate,
    kDateTime,
    kTime,
  };
  // In a mask: a digit that is always shown, and one that is when there is one. Else: itself.
  static constexpr char kAlways = '\1';
  static constexpr char kIfAny = '\2';

  Kind kind = Kind::kGeneral;
  std::string mask = {};  // of kDigits
  friend bool operator==(NumberFormat const&, NumberFormat const&) = default;
};

// Of a format as a workbook writes it ("dd/mm/yyyy", "00000", "[$-40C]d mmmm yyyy;@").
NumberFormat read_number_format(std::string_view code);
// Of one that Excel knows by its number alone.
NumberFormat builtin_number_format(std::uint32_t id);

// Which day a workbook counts from.
enum class Epoch : std::uint8_t { k1900, k1904 };

// The number as it is seen: decimals with a point and to 15 digits, no separator of thousands, the
// day as 2024-01-31, with its time 2024-01-31 14:30:00, a time alone 14:30:00. What is no number,
// or no day of the calendar, stays as it is written.
std::string shown_number(std::string_view written, NumberFormat const& format, Epoch epoch);

}  // namespace qpv::workbook
