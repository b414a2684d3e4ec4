// SPDX-License-Identifier: EUPL-1.2
#include "service/http/media_type.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "service/http/field_value.h"
#include "service/http/grammar.h"

namespace qpv::http {
namespace {

struct Range {
  std::string_view type;
  std::string_view subtype;
  std::vector<FieldParameter> parameters;
  int quality;
};

std::optional<Range> to_range(FieldElement element) {
  auto const slash = element.value.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  auto const type = element.value.substr(0, slash);
  auto const subtype = element.value.substr(slash + 1);
  auto const quality = quality_of(element);
  if (!grammar::is_token(type) || !grammar::is_token(subtype) || !quality) return std::nullopt;
  if (type == "*" && subtype != "*") return std::nullopt;
  // From "q" on, parameters were those of Accept itself, not of the type (RFC 7231, 5.3.2).
  auto const q = std::ranges::find_if(element.parameters, [](FieldParameter const& parameter) {
    return equal_ignoring_case(parameter.name, "q");
  });
  element.parameters.erase(q, element.parameters.end());
  return Range{type, subtype, std::move(element.parameters), *quality};
}

std::vector<Range> read_ranges(std::string_view accept) {
  std::vector<Range> ranges;
  for (auto& element : parse_field_list(accept)) {
    if (auto range = to_range(std::move(element))) ranges.push_back(std::move(*range));
  }
  return ranges;
}

bool is_utf8(FieldParameter const& parameter) {
  return equal_ignoring_case(parameter.name, "charset") &&
         equal_ignoring_case(parameter.value, "utf-8");
}

bool has(Range const& produced, FieldParameter const& wanted) {
  return is_utf8(wanted) ||
         std::ranges::any_of(produced.parameters, [&](FieldParameter const& parameter) {
           return equal_ignoring_case(parameter.name, wanted.name) &&
                  equal_ignoring_case(parameter.value, wanted.value);
         });
}

// How closely the range describes the type; 0 when it does not.
std::size_t specificity(Range const& range, Range const& produced) {
  if (range.type == "*") return 1;
  if (!equal_ignoring_case(range.type, produced.type)) return 0;
  if (range.subtype == "*") return 2;
  if (!equal_ignoring_case(range.subtype, produced.subtype)) return 0;
  bool const all = std::ranges::all_of(
      range.parameters, [&](FieldParameter const& wanted) { return has(produced, wanted); });
  return all ? 3 + range.parameters.size() : 0;
}

int quality_for(std::string_view type, std::vector<Range> const& ranges) {
  auto const produced = to_range(parse_field_element(type).value());  // a type of ours
  std::size_t closest = 0;
  int quality = 0;
  for (auto const& range : ranges) {
    auto const close = specificity(range, produced.value());
    if (close == 0 || close < closest) continue;
    quality = close == closest ? std::max(quality, range.quality) : range.quality;
    closest = close;
  }
  return quality;
}

}  // namespace

std::optional<std::size_t> choose_type(std::string_view accept,
                                       std::span<std::string_view const> produced) {
  // What nearly every program sends is not worth a parser.
  if (accept.empty() || accept == "*/*") return 0;
  auto const ranges = read_ranges(accept);
  if (ranges.empty()) return 0;
  std::optional<std::size_t> best;
  int best_quality = 0;
  for (std::size_t i = 0; i < produced.size(); ++i) {
    auto const quality = quality_for(produced[i], ranges);
    if (quality > best_quality) {
      best_quality = quality;
      best = i;
    }
  }
  return best;
}

bool announces(std::string_view content_type, std::string_view type) {
  auto const element = parse_field_element(content_type);
  if (!element || !equal_ignoring_case(element->value, type)) return false;
  return std::ranges::all_of(element->parameters, [](FieldParameter const& parameter) {
    return !equal_ignoring_case(parameter.name, "charset") || is_utf8(parameter);
  });
}

bool is_plain(std::string_view content_encoding) {
  if (content_encoding.empty()) return true;
  auto const elements = parse_field_list(content_encoding);
  return !elements.empty() && std::ranges::all_of(elements, [](FieldElement const& element) {
    return equal_ignoring_case(element.value, "identity") && element.parameters.empty();
  });
}

}  // namespace qpv::http
