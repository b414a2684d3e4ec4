// SPDX-License-Identifier: EUPL-1.2
//
// What several answers say of an address. Private to geo/json.
#pragma once

#include <optional>
#include <string_view>

#include "geo/address/search.h"
#include "geo/address/street_sides.h"
#include "geo/json/compact.h"

namespace qpv::json {

std::string_view word(MatchKind kind);
std::string_view word(Side side);
// The base's own word; none where it says nothing.
std::optional<std::string_view> word(PositionType type);

inline std::string_view parity(bool odd) { return odd ? "odd" : "even"; }

// A text that the base leaves out is null.
inline void write_optional(Compact& out, std::string_view name, std::string_view text) {
  out.key(name);
  text.empty() ? out.value(std::nullopt) : out.value(text);
}

}  // namespace qpv::json
