// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/french.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace qpv::handlers {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::string_view kNarrowNoBreakSpace = "\u202F";

std::string with_comma(std::string text) {
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string grouped(long long number) {
  auto const digits = fmt::format("{}", number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += kNarrowNoBreakSpace;
    text.push_back(digits[i]);
  }
  return text;
}

}  // namespace

std::string format_metres(double metres) {
  auto const number =
      metres < 9.95 ? with_comma(fmt::format("{:.1f}", metres)) : grouped(std::llround(metres));
  return fmt::format("{}{}m", number, kNoBreakSpace);
}

std::string format_degrees(double degrees) { return with_comma(fmt::format("{:.5f}", degrees)); }

std::string format_day(Date date) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "janvier", "février", "mars",      "avril",   "mai",      "juin",
      "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
  std::chrono::year_month_day const day{date};
  auto const number = static_cast<unsigned>(day.day());
  return fmt::format("{}{}{}{} {}", number, number == 1 ? "er" : "", kNoBreakSpace,
                     kMonths.at(static_cast<unsigned>(day.month()) - 1),
                     static_cast<int>(day.year()));
}

std::string format_chances(double probability) {
  // Certainty is never claimed by rounding.
  auto const chances = std::clamp(std::lround(probability * 100), 1L, 99L);
  return fmt::format("{}{}chance{} sur{}100", chances, kNoBreakSpace, chances > 1 ? "s" : "",
                     kNoBreakSpace);
}

std::string typeset(std::string_view sentence) {
  constexpr std::string_view kOpening = "«";
  constexpr std::array<std::string_view, 5> kAfterSpace{"»", ":", ";", "?", "!"};
  std::string out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    auto const rest = sentence.substr(i + 1);
    bool const kept = sentence[i] == ' ' &&
                      (out.ends_with(kOpening) ||
                       std::any_of(kAfterSpace.begin(), kAfterSpace.end(),
                                   [&](std::string_view mark) { return rest.starts_with(mark); }));
    kept ? out.append(kNoBreakSpace) : out.append(1, sentence[i]);
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSpaces{" ",  "\t",          "\r",
                                                    "\n", kNoBreakSpace, kNarrowNoBreakSpace};
  for (bool again = true; again;) {
    again = false;
    for (auto const space : kSpaces) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
        again = true;
      } else if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        again = true;
      }
    }
  }
  return text;
}

std::optional<double> parse_typed_number(std::string_view text) {
  std::string plain(trim(text));
  if (plain.find(',') != plain.rfind(',')) return std::nullopt;
  std::replace(plain.begin(), plain.end(), ',', '.');
  double number = 0;
  auto const* const end = plain.data() + plain.size();
  auto const [stop, error] = std::from_chars(plain.data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

}  // namespace qpv::handlers
