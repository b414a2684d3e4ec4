// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "geo/core/ascii.h"
#include "geo/core/date.h"

namespace qpv::workbook {
namespace {

constexpr double kWhole = 1e15;       // from here on Excel has no further digits
constexpr double kLastDay = 2958465;  // 9999-12-31, in days of 1900

// What a format is made of, as far as it matters here.
struct Signs {
  std::string mask = {};
  bool digits = false;
  bool plain = true;   // nothing but digits and texts
  bool day = false;    // y or d
  bool clock = false;  // h or s
  bool m = false;      // months or minutes
};

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// "[Red]" and "[$-40C]" say nothing here, "[h]" is a time, "[>=1000]" makes the number decide.
void take_bracket(std::string_view inside, Signs& signs) {
  if (inside.empty()) return;
  auto const first = lower(inside[0]);
  if (std::all_of(inside.begin(), inside.end(), [&](char c) { return lower(c) == first; }) &&
      is_one_of(first, "hms")) {
    signs.clock = true;
  }
  if (is_one_of(first, "<>=")) signs.plain = false;
}

void take_sign(char c, Signs& signs) {
  switch (lower(c)) {
    case '0':
      signs.digits = true;
      signs.mask += NumberFormat::kAlways;
      return;
    case '#':
    case '?':
      signs.digits = true;
      signs.mask += NumberFormat::kIfAny;
      return;
    case 'y':
    case 'd':
      signs.day = true;
      return;
    case 'h':
    case 's':
      signs.clock = true;
      return;
    case 'm':
      signs.m = true;
      return;
    case ' ':
    case '-':
    case '/':
    case ':':
    case '(':
    case ')':
      signs.mask += c;
      return;
    default:  // a point, a comma, a percentage, an exponent
      signs.plain = false;
  }
}

// The first section: what positive numbers are shown by.
Signs read_signs(std::string_view code) {
  Signs signs;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    char const c = code[i];
    if (c == '"' || c == '[') {
      auto const end = code.find(c == '"' ? '"' : ']', i + 1);
      if (end == std::string_view::npos) break;
      auto const inside = code.substr(i + 1, end - i - 1);
      if (c == '"') signs.mask += inside;
      if (c == '[') take_bracket(inside, signs);
      i = end;
    } else if (c == '\\' || c == '_' ||
               c == '*') {  // the next one as it is, its width, or repeated
      if (++i < code.size() && c == '\\') signs.mask += code[i];
    } else {
      take_sign(c, signs);
    }
  }
  return signs;
}

bool is_general(std::string_view code) {
  std::string low;
  for (char const c : code) low += lower(c);
  return low.empty() || low.starts_with("general") || low.starts_with("standard") || low == "@";
}

std::string plain_number(double value) {
  if (std::abs(value) < kWhole && value == std::trunc(value)) {
    return fmt::format("{}", static_cast<std::int64_t>(value));
  }
  auto text = fmt::format("{:.15g}", value);
  if (text.find('e') == std::string::npos) return text;
  if (std::abs(value) < 1 && std::abs(value) > 1e-9) {
    text = fmt::format("{:.18f}", value);
    text.erase(text.find_last_not_of('0') + 1);
  } else if (std::abs(value) < 1e21 && std::abs(value) >= 1) {
    text = fmt::format("{:.0f}", value);
  }
  return text;
}

bool is_place(char c) { return c == NumberFormat::kAlways || c == NumberFormat::kIfAny; }

std::string in_mask(double value, std::string const& mask) {
  auto digits = fmt::format("{}", static_cast<std::int64_t>(std::abs(value)));
  if (value == 0) digits.clear();
  auto places = static_cast<std::size_t>(std::count_if(mask.begin(), mask.end(), is_place));
  std::size_t next = 0;  // of the digits
  std::string text = value < 0 ? "-" : "";
  for (char const c : mask) {
    if (!is_place(c)) {
      text += c;
      continue;
    }
    // The first place takes what the others cannot hold.
    while (digits.size() - next > places) text += digits[next++];
    if (digits.size() - next == places) {
      text += digits[next++];
    } else if (c == NumberFormat::kAlways) {
      text += '0';
    }
    --places;
  }
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

std::string clock_text(std::int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::optional<std::string> date_text(double value, NumberFormat::Kind kind, Epoch epoch) {
  if (!(value >= 0) || value > kLastDay) return std::nullopt;
  constexpr std::int64_t kDaySeconds = 86'400;
  auto const seconds = static_cast<std::int64_t>(std::llround(value * kDaySeconds));
  if (kind == NumberFormat::Kind::kTime) return clock_text(seconds);
  auto const day = seconds / kDaySeconds;
  auto const time = seconds % kDaySeconds;
  Date date;
  if (epoch == Epoch::k1904) {
    date = make_date(1904, 1, 1) + std::chrono::days(day);
  } else {
    // Excel has a 29 February 1900, which is day 60; day 0 is none.
    if (day == 0 || day == 60) return std::nullopt;
    date = make_date(1899, 12, day < 60 ? 31 : 30) + std::chrono::days(day);
  }
  if (date > make_date(9999, 12, 31)) return std::nullopt;
  auto text = format_date(date);
  if (kind == NumberFormat::Kind::kDateTime && time != 0) text += " " + clock_text(time);
  return text;
}

bool is_short_whole(std::string_view text) {
  return text.size() <= 15 && !text.empty() && (text[0] != '0' || text.size() == 1) &&
         std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

NumberFormat read_number_format(std::string_view code) {
  using Kind = NumberFormat::Kind;
  if (is_general(code)) return {};
  auto signs = read_signs(code);
  bool const day = signs.day || (signs.m && !signs.clock);
  if (day && !signs.digits) return {signs.clock ? Kind::kDateTime : Kind::kDate};
  // "ss.00": tenths of seconds.
  if (signs.clock) return {signs.day ? Kind::kDateTime : Kind::kTime};
  if (!signs.digits || !signs.plain) return {};
  return {Kind::kDigits, std::move(signs.mask)};
}

NumberFormat builtin_number_format(std::uint32_t id) {
  using Kind = NumberFormat::Kind;
  if (id == 22) return {Kind::kDateTime};
  // 27 to 36 and 50 to 58 are days in the calendars of East Asia.
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
    return {Kind::kDate};
  }
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return {Kind::kTime};
  return {};
}

std::string shown_number(std::string_view written, NumberFormat const& format, Epoch epoch) {
  using Kind = NumberFormat::Kind;
  if (format.kind == Kind::kGeneral && is_short_whole(written)) return std::string(written);
  double value = 0;
  auto const* const end = written.data() + written.size();
  auto const read = std::from_chars(written.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) {
    return std::string(written);
  }
  if (format.kind == Kind::kGeneral) return plain_number(value);
  if (format.kind != Kind::kDigits) {
    return date_text(value, format.kind, epoch).value_or(plain_number(value));
  }
  bool const whole = value == std::trunc(value) && std::abs(value) < kWhole;
  return whole ? in_mask(value, format.mask) : plain_number(value);
}

}  // namespace qpv::workbook
