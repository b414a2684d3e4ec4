// SPDX-License-Identifier: EUPL-1.2
//
// sentinels.json: places whose answer is known, which no dataset may get wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv {

struct Sentinel {
  enum class Expects {
    kInside,        // inside exactly `perimeters`
    kOutside,       // covered, and in no perimeter
    kNeverOutside,  // a quartier that a dataset need not know, but must not say "no" to
  };

  std::string name;  // for people: what refuses a dataset is told by it
  LonLat point;
  Date date;
  Expects expects;
  std::vector<std::string> perimeters;  // official codes, ascending; of kInside only
};

// kInvalidArgument with the field at fault in `where`.
Result<std::vector<Sentinel>> read_sentinels(std::string_view json);

}  // namespace qpv
