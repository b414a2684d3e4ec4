// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

namespace qpv {

struct Departement {
  std::string_view code;  // "62", "2A", "971"
  std::string_view name;
  std::string_view region;  // the same as the name overseas
};

// Of a commune's INSEE code; none for what is no département (Saint-Martin).
std::optional<Departement> departement_of(std::string_view citycode);

}  // namespace qpv
