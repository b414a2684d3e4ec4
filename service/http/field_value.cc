// SPDX-License-Identifier: EUPL-1.2
#include "service/http/field_value.h"

#include <algorithm>

#include "geo/core/ascii.h"
#include "service/http/grammar.h"

namespace qpv::http {
namespace {

using grammar::is_token;
using grammar::trimmed;

constexpr int kWhole = 1000;

// A separator inside a quoted string separates nothing.
std::vector<std::string_view> split_outside_quotes(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted && text[i] == '\\')
      ++i;
    else if (!quoted && text[i] == separator) {
      pieces.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

std::optional<std::string> unquote(std::string_view text) {
  if (is_token(text)) return std::string(text);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  auto const inside = text.substr(1, text.size() - 2);
  std::string value;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '"') return std::nullopt;
    if (inside[i] == '\\' && ++i == inside.size()) return std::nullopt;
    value.push_back(inside[i]);
  }
  return value;
}

std::optional<FieldParameter> parse_parameter(std::string_view text) {
  auto const equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  auto const name = text.substr(0, equals);
  auto value = unquote(text.substr(equals + 1));
  if (!is_token(name) || !value) return std::nullopt;
  return FieldParameter{name, std::move(*value)};
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, grammar::lower, grammar::lower);
}

std::optional<FieldElement> parse_field_element(std::string_view text) {
  auto const pieces = split_outside_quotes(text, ';');
  FieldElement element{trimmed(pieces.front()), {}};
  if (element.value.empty()) return std::nullopt;
  for (auto it = pieces.begin() + 1; it != pieces.end(); ++it) {
    auto const piece = trimmed(*it);
    if (piece.empty()) continue;
    auto parameter = parse_parameter(piece);
    if (!parameter) return std::nullopt;
    element.parameters.push_back(std::move(*parameter));
  }
  return element;
}

std::vector<FieldElement> parse_field_list(std::string_view field) {
  std::vector<FieldElement> elements;
  for (auto const piece : split_outside_quotes(field, ',')) {
    if (auto element = parse_field_element(piece)) elements.push_back(std::move(*element));
  }
  return elements;
}

std::optional<int> quality_of(FieldElement const& element) {
  auto const q = std::ranges::find_if(element.parameters, [](FieldParameter const& parameter) {
    return equal_ignoring_case(parameter.name, "q");
  });
  if (q == element.parameters.end()) return kWhole;
  // "0", "1", "0.", "0.5", "1.000": one digit, three decimals at most, nothing above 1.
  std::string_view const text = q->value;
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int quality = (text[0] - '0') * kWhole;
  int worth = kWhole / 10;
  for (char const c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (!is_digit(c)) return std::nullopt;
    quality += (c - '0') * worth;
    worth /= 10;
  }
  if (quality > kWhole) return std::nullopt;
  return quality;
}

}  // namespace qpv::http
