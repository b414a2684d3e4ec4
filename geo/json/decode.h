// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/core/result.h"

namespace qpv {

// The body of POST /v1/point as it was written: what is missing or out of range is the handler's
// to say, so that GET and POST say the same.
struct PointBody {
  std::optional<double> lon;
  std::optional<double> lat;
  std::optional<double> accuracy;
  std::optional<std::string> date;
};

// kCorruptData when it is not a JSON object; kInvalidArgument, with the member in `where`, for a
// member of another type, an unknown member, or one that comes twice.
Result<PointBody> decode_point_body(std::string_view json);

}  // namespace qpv
