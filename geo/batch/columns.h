// SPDX-License-Identifier: EUPL-1.2
//
// Which column of a list says what.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/batch/column_words.h"

namespace qpv::batch {

// The first rows of a list, as texts (UTF-8).
using SampleRow = std::vector<std::string>;
inline constexpr std::size_t kSampleRows = 201;  // a header and what is looked at

struct Columns {
  std::vector<std::string> names;  // as the header has them; "colonne 1"… without one
  std::vector<Role> roles;         // one a column
  bool header = true;              // the first row names the columns, and is no row of the list

  // In the file's order.
  [[nodiscard]] std::vector<std::size_t> all(Role role) const;
  [[nodiscard]] std::optional<std::size_t> first(Role role) const;
  // Whether a question can be made of the roles.
  [[nodiscard]] bool can_ask() const;
};

// Whether the base has such a code or commune; what is not known is "no".
struct KnownPlaces {
  std::function<bool(std::string_view)> postcode;  // 5 digits
  std::function<bool(std::string_view)> citycode;  // 5 characters
  std::function<bool(std::string_view)> commune;   // folded_words() of a name
};

enum class HeaderRow : std::uint8_t { kLookFor, kPresent, kAbsent };

// Roles from the header's names, confirmed or found by what the cells look like:
//
// - The first row is no header where some of its cells are data (a code of 5 digits, degrees with
//   decimals, "62300 Lens", a number and a street), and no more of them exactly known names.
// - "Most" is 8 cells in 10 of those that are filled, "half" one in two.
// - A name's role is lost where half of the cells are mail addresses; a postcode, INSEE or commune
//   where half are "62300 Lens" is an address; a number where half are "12 rue …" is one too.
// - Postcode and INSEE change places where the base knows most as the other and not half as what
//   the name says; a commune where most are codes is INSEE, or a postcode where the base says so.
// - A number needs cells that are most numbers, and a street, or addresses of which not half
//   begin with a digit.
// - Longitude and latitude need half of their cells to be numbers within 180; they change places
//   where both are in the other's range of metropolitan France (41 to 52 north, 6 west to 10 east,
//   with decimals).
// - Each role but address, street and complement has one column: the best named, then the first.
// - Columns without a role, unless their name excludes them, become: addresses where half are
//   "62300 Lens" (without postcode and commune) or a number and a street (the first such, without
//   address and street); postcode and INSEE where the base knows most; without a header, commune
//   where it knows most; the first of most latitudes with the first of most longitudes.
Columns recognise(std::span<SampleRow const> rows, KnownPlaces const& known,
                  HeaderRow header = HeaderRow::kLookFor,
                  ColumnWords const& words = ColumnWords::embedded());

}  // namespace qpv::batch
