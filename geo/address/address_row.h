// SPDX-License-Identifier: EUPL-1.2
//
// One row of an address base, whatever file it came from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "geo/core/types.h"

namespace qpv {

// What the base says that a position marks; the BAN's own terms, in its own order.
enum class PositionType : std::uint8_t {
  kUnknown,    // empty or unheard of: common in real files
  kEntrance,   // entrée
  kBuilding,   // bâtiment
  kStaircase,  // cage d’escalier
  kUnit,       // logement
  kService,    // service technique
  kDelivery,   // délivrance postale
  kParcel,     // parcelle
  kSegment,    // segment
};
inline constexpr std::size_t kPositionTypes = 9;
// The BAN's words for them.
inline constexpr std::array<std::string_view, kPositionTypes> kPositionTypeNames{
    "",
    "entrée",
    "bâtiment",
    "cage d’escalier",
    "logement",
    "service technique",
    "délivrance postale",
    "parcelle",
    "segment"};

enum class RowKind : std::uint8_t {
  kHousenumber,   // a number in a street (or in a locality that has numbers)
  kStreet,        // a street as a whole, with a position of its own
  kLocality,      // a lieu-dit
  kMunicipality,  // a commune: its name, postcode and centre
};

// Text is UTF-8 and good only as long as the call that is given it; what a base does not say is
// empty. The position is WGS84.
struct AddressRow {
  RowKind kind = RowKind::kHousenumber;
  std::string_view id;         // of the row itself: "62498_0123_00012_bis", "62498_0123", "62498"
  std::string_view street_id;  // "62498_0123"; empty for a municipality
  std::uint32_t number = 0;    // of a housenumber: 0 to 99999
  std::string_view suffix;     // "bis", "a"; as the base writes it
  std::string_view street;     // the name of the street or locality; of a municipality, empty
  std::string_view postcode;   // 5 digits or empty
  std::string_view citycode;   // INSEE, 5 characters
  std::string_view city;
  std::string_view old_citycode;  // of a former commune that was merged
  std::string_view old_city;
  LonLat position{};
  PositionType type = PositionType::kUnknown;
};

}  // namespace qpv
