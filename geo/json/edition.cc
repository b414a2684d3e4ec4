// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/edition.h"

#include <algorithm>

#include "geo/core/date.h"
#include "geo/core/utf8.h"

namespace qpv {

bool is_edition_name(std::string_view text) {
  constexpr std::size_t kMaxBytes = 100;
  auto const is_control = [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; };
  return !text.empty() && text.size() <= kMaxBytes && is_utf8(text) &&
         std::ranges::none_of(text, is_control);
}

std::optional<Edition> parse_edition(std::string_view text) {
  auto const colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto const name = text.substr(0, colon);
  auto const date = text.substr(colon + 1);
  if (!is_edition_name(name) || !parse_date(date)) return std::nullopt;
  return Edition{std::string(name), std::string(date)};
}

}  // namespace qpv
