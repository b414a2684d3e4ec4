// SPDX-License-Identifier: EUPL-1.2
//
// What handlers read from a request. What is wrong comes back as a value, which each door puts in
// its own form: problem+json for programs, a sentence on the page for people.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
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

// Each absent, or the text.
template <std::size_t N>
using Texts = std::array<std::optional<std::string_view>, N>;

Refusal unknown_parameter(std::string_view name, std::span<std::string_view const> known);
Refusal given_twice(std::string_view name);

// The same in one pass with all that is there, in the order of `known`: for the route that is asked
// most.
template <std::size_t N>
Parsed<Texts<N>> find_all(http::Parameters const& parameters,
                          std::array<std::string_view, N> const& known) {
  Texts<N> texts;
  for (auto const& [name, text] : parameters) {
    auto const at =
        static_cast<std::size_t>(std::find(known.begin(), known.end(), name) - known.begin());
    if (at == N) return tl::unexpected(unknown_parameter(name, known));
    if (texts[at]) return tl::unexpected(given_twice(name));
    texts[at] = text;
  }
  return texts;
}

// Absent, or the text.
std::optional<std::string_view> find(http::Parameters const& parameters, std::string_view name);

// Absent, or a finite number written with a decimal point and nothing around it.
Parsed<std::optional<double>> read_number(std::optional<std::string_view> text,
                                          std::string_view name);

// Both present and on Earth.
Parsed<LonLat> check_point(std::optional<double> lon, std::optional<double> lat);

// Absent means today in Paris. Refuses a day on which no perimeter of the dataset is in force, and
// says which days it knows.
Parsed<Date> check_date(std::optional<std::string_view> text, Dataset const& dataset);

tl::unexpected<Refusal> refuse(std::string_view parameter, std::string detail);

}  // namespace qpv::handlers
