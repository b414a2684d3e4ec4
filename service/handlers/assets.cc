// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/assets.h"

#include <algorithm>

namespace qpv::handlers {

std::string_view asset_bytes(std::string_view name) {
  auto const all = assets();
  auto const it =
      std::find_if(all.begin(), all.end(), [&](Asset const& asset) { return asset.name == name; });
  return it == all.end() ? std::string_view() : it->bytes;
}

}  // namespace qpv::handlers
