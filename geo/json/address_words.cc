// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/address_words.h"

#include <cstddef>

#include "geo/address/ban_address.h"

namespace qpv::json {

std::string_view word(MatchKind kind) { return type_of(kind); }

std::string_view word(Side side) {
  switch (side) {
    case Side::kInside:
      return "inside";
    case Side::kOutside:
      return "outside";
    case Side::kDoubt:
      break;
  }
  return "doubt";
}

std::optional<std::string_view> word(PositionType type) {
  auto const text = kPositionTypeNames.at(static_cast<std::size_t>(type));
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace qpv::json
