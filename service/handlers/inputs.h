// SPDX-License-Identifier: EUPL-1.2
//
// What a question gives, in the target's query or as a JSON object in the body: the same names, the
// same rules, the same refusals.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/json/flat_object.h"
#include "service/handlers/parameters.h"

namespace qpv::handlers {

struct Inputs {
  http::Parameters texts;
  std::vector<FlatMember> members;  // of a body, where there is one
};

// Of GET the query, of POST the body. Refuses names that are not in `known` or come twice.
Parsed<Inputs> read_inputs(http::Request const& request,
                           std::initializer_list<std::string_view> known);

// Absent, or a text of at most kLongestText characters without the spaces around it. An empty one
// is absent.
inline constexpr std::size_t kLongestText = 200;
Parsed<std::optional<std::string_view>> find_text(Inputs const& inputs, std::string_view name);

// Absent, or a finite number.
Parsed<std::optional<double>> find_number(Inputs const& inputs, std::string_view name);

// Absent is false.
Parsed<bool> find_flag(Inputs const& inputs, std::string_view name);

// How many answers are wanted: a whole number from 1 to `most`.
struct Limit {
  std::size_t usual;
  std::size_t most;
};
Parsed<std::size_t> find_limit(Inputs const& inputs, Limit const& limit);

}  // namespace qpv::handlers
