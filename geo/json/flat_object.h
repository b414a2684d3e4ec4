// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

struct FlatMember {
  std::string name;
  std::variant<std::string, double, bool> value;
};

// The body of a question that is made of texts, numbers, true and false: its members in their
// order, null ones left out. What is missing or out of range is for the handler to say, so that GET
// and POST say the same.
//
// kCorruptData when it is not a JSON object; kInvalidArgument, with the member in `where`, for one
// that is not in `known`, comes twice, or is a list or an object.
Result<std::vector<FlatMember>> decode_flat_object(std::string_view json,
                                                   std::span<std::string_view const> known);

// A parameter of a question at fault: « name » and what is wrong with it, with the name in `where`.
tl::unexpected<Error> wrong_parameter(std::string const& name, std::string const& why);

}  // namespace qpv
