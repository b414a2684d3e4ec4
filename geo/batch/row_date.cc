// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/row_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "geo/core/ascii.h"

namespace qpv::batch {
namespace {

// One digit or two, taken off the front with the separator behind them. 0: there are none.
unsigned take_part(std::string_view& text, char separator) {
  std::size_t digits = 0;
  unsigned value = 0;
  while (digits < 2 && digits < text.size() && is_digit(text[digits])) {
    value = value * 10 + static_cast<unsigned>(text[digits++] - '0');
  }
  if (digits == 0 || digits == text.size() || text[digits] != separator) return 0;
  text.remove_prefix(digits + 1);
  return value;
}

// "00:00", "00:00:00", "00:00:00.000", "Z" behind it or not.
bool is_time(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  return text.size() >= 4 && text.find(':') != std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || c == ':' || c == '.'; });
}

}  // namespace

std::optional<Date> read_row_date(std::string_view text) {
  auto const end = text.find_first_of("T ");
  if (end != std::string_view::npos) {
    if (!is_time(text.substr(end + 1))) return std::nullopt;
    text = text.substr(0, end);
  }
  if (auto const iso = parse_date(text)) return iso;
  auto const separator = text.find_first_of("/-.");
  if (separator == std::string_view::npos) return std::nullopt;
  char const between = text[separator];
  auto const day = take_part(text, between);
  auto const month = take_part(text, between);
  if (day == 0 || month == 0 || text.size() != 4) return std::nullopt;
  return parse_date(fmt::format("{}-{:02}-{:02}", text, month, day));
}

}  // namespace qpv::batch
