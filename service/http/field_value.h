// SPDX-License-Identifier: EUPL-1.2
//
// What the values of header fields have in common (RFC 9110, 5.6): lists, parameters, quoted
// strings, qualities.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qpv::http {

struct FieldParameter {
  std::string_view name;
  std::string value;  // without quotes and escapes
};

// "text/html;level=1": a value and its parameters, in their order.
struct FieldElement {
  std::string_view value;
  std::vector<FieldParameter> parameters;
};

// For ASCII letters; no locale.
bool equal_ignoring_case(std::string_view a, std::string_view b);

// One element; nothing when it is malformed. Refers to `text`.
std::optional<FieldElement> parse_field_element(std::string_view text);

// The elements between commas, without the empty and the malformed ones. Refers to `field`.
std::vector<FieldElement> parse_field_list(std::string_view field);

// Of the parameter "q", in thousandths; 1000 without one, nothing when it is malformed.
std::optional<int> quality_of(FieldElement const& element);

}  // namespace qpv::http
