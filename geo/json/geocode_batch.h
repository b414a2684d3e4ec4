// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

// One request of addok-server's POST /batch.
struct GeocodeBatchItem {
  std::string id;         // as JSON; "null" where there is none
  std::string operation;  // "geocode" where none is named
  // Of its "params" and of those of all that it does not have itself; "filters" among them by their
  // own names, once for each value. Numbers and flags as text.
  std::vector<std::pair<std::string, std::string>> parameters;
};

// {"params":{..},"requests":[{"id":..,"operation":..,"params":{"q":..,"filters":{..}}}]}.
// kCorruptData for anything else.
Result<std::vector<GeocodeBatchItem>> read_geocode_batch(std::string_view json);

}  // namespace qpv
