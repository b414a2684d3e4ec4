// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/date.h"

namespace qpv {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto const year = digits(text.substr(0, 4));
  auto const month = digits(text.substr(5, 2));
  auto const day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1900 || *year > 2999) return std::nullopt;
  auto const ymd = std::chrono::year{*year} / *month / *day;
  if (!ymd.ok()) return std::nullopt;
  return Date{ymd};
}

std::string format_date(Date date) {
  std::chrono::year_month_day const ymd{date};
  auto const year = static_cast<unsigned>(static_cast<int>(ymd.year()));
  auto const month = static_cast<unsigned>(ymd.month());
  auto const day = static_cast<unsigned>(ymd.day());
  auto const digit = [](unsigned number) { return static_cast<char>('0' + number % 10); };
  return {digit(year / 1000),
          digit(year / 100),
          digit(year / 10),
          digit(year),
          '-',
          digit(month / 10),
          digit(month),
          '-',
          digit(day / 10),
          digit(day)};
}

}  // namespace qpv
