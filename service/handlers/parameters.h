// SPDX-License-Identifier: EUPL-1.2
//
// What handlers read from a request. What is wrong comes back as a value, which each door puts in
// its own form: problem+json for programs, a sentence on the page for people.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "geo/core/types.h"
#include "geo/dataset/dataset.h"
#include "service/http/message.h"
#include "service/http/problem.h"

namespace qpv::handlers {

struct Refusal {
  http::ProblemType type;
  std::string detail;     // one sentence for a person, in French
  std::string parameter;  // the one at fault; may be empty
};

http::Response to_response(Refusal const& refusal);

template <class T>
using Parsed = tl::expected<T, Refusal>;

// Refuses a parameter that is not in `known` or comes twice: a misspelt "date" or "accuracy" that
// went unnoticed would change the answer.
Parsed<void> check_names(http::Parameters const& parameters,
                         std::initializer_list<std::string_view> known);

// Absent, or the text.
std::optional<std::string_view> find(http::Parameters const& parameters, std::string_view name);

// Absent, or a finite number written with a decimal point and nothing around it.
Parsed<std::optional<double>> find_number(http::Parameters const& parameters,
                                          std::string_view name);

// Both present and on Earth.
Parsed<LonLat> check_point(std::optional<double> lon, std::optional<double> lat);

// Of an INSEE code of a commune, which may not exist: "62498".
bool is_commune_code(std::string_view text);

// Absent means today in Paris. Refuses a day on which no perimeter of the dataset is in force, and
// says which days it knows.
Parsed<Date> check_date(std::optional<std::string_view> text, Dataset const& dataset);

tl::unexpected<Refusal> refuse(std::string_view parameter, std::string detail);

}  // namespace qpv::handlers
