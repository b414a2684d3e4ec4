// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace qpv {

// A civil day, as decrees and people use it: no hour, no time zone.
using Date = std::chrono::sys_days;

// Reads exactly YYYY-MM-DD, a day that exists, years 1900 to 2999.
std::optional<Date> parse_date(std::string_view text);
std::string format_date(Date date);  // years 0 to 9999

constexpr Date make_date(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

// The days something is in force, both ends included; no `to` means still in force.
struct Validity {
  Date from;
  std::optional<Date> to;

  [[nodiscard]] constexpr bool contains(Date date) const {
    return from <= date && (!to || date <= *to);
  }
  friend bool operator==(Validity const&, Validity const&) = default;
};

}  // namespace qpv
