// SPDX-License-Identifier: EUPL-1.2
//
// What single cells of an address base mean. Private to geo/ban.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "geo/address/address_row.h"
#include "geo/ban/fault.h"
#include "geo/core/types.h"

namespace qpv::ban {

// "12", "00012", "12.0" (what a spreadsheet makes of it); 0 to 99999.
std::optional<std::uint32_t> read_number(std::string_view text);

// Degrees; a decimal comma will do. Not a number, infinite, empty: none.
std::optional<double> read_degrees(std::string_view text);

// kPosition or kOutside.
tl::expected<LonLat, Fault> read_position(std::string_view lon, std::string_view lat);

// Whatever the case, the accents and the apostrophe; kUnknown for anything else.
PositionType read_position_type(std::string_view text);

// A code of five characters, written again where a number lost its zero ("1002", "2840.0").
class Code {
 public:
  // INSEE: "62498", "2A004". None when it is none.
  std::optional<std::string_view> citycode(std::string_view text);
  std::optional<std::string_view> postcode(std::string_view text);

 private:
  std::optional<std::string_view> five(std::string_view text);
  std::array<char, 5> store_{};
};

// The id of the street in the BAN's id of a house number: "62498_0123_00012_bis" -> "62498_0123".
// An id that has no number is the street's own. Empty where the id is of another form.
std::string_view street_of(std::string_view id);

// An id for a street to which its file gives none: the same for the same words.
std::string made_street_id(std::string_view citycode, std::string_view old_citycode,
                           std::string_view street);

// Texts of any length would make an index of any size.
inline constexpr std::size_t kLongestName = 250;
inline constexpr std::size_t kLongestId = 100;
inline constexpr std::size_t kLongestSuffix = 30;

}  // namespace qpv::ban
