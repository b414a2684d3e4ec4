// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "geo/address/address_row.h"

namespace qpv::ban {

// Why a row of a file cannot be taken.
enum class Fault : std::uint8_t {
  kQuotes,    // quotes that make no sense
  kCells,     // more cells than columns
  kText,      // a name or an id that is too long
  kCitycode,  // no INSEE code
  kPostcode,  // something else than a postcode in its place
  kStreet,    // no name
  kNumber,    // none, or not 0 to 99999
  kPosition,  // no longitude or latitude
  kOutside,   // not in France
  kJson,      // not a JSON object
  kKind,      // no type that is known
};
inline constexpr std::size_t kFaults = 11;

// In French, for a report.
constexpr std::string_view describe(Fault fault) {
  constexpr std::array<std::string_view, kFaults> kTexts{"guillemets mal placés",
                                                         "plus de cellules que de colonnes",
                                                         "texte trop long",
                                                         "code INSEE absent ou faux",
                                                         "code postal faux",
                                                         "nom de voie absent",
                                                         "numéro absent ou faux",
                                                         "position absente ou fausse",
                                                         "position hors de France",
                                                         "JSON invalide",
                                                         "type inconnu"};
  return kTexts[static_cast<std::size_t>(fault)];
}

using MaybeRow = tl::expected<AddressRow, Fault>;

}  // namespace qpv::ban
