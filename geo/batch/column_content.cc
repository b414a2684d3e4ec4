// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/column_content.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "geo/core/ascii.h"

namespace qpv::batch {
namespace {

constexpr std::size_t kCode = 5;
constexpr std::size_t kNumberDigits = 4;  // of a house number at most
constexpr std::size_t kSuffixLetters = 6;
constexpr std::size_t kTypeWithin = 3;  // words behind the number

std::size_t digits_at_start(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

// Without a zero in front too; Corsica's INSEE codes.
bool is_code(std::string_view text) {
  if (text.size() == kCode && (text.starts_with("2A") || text.starts_with("2B"))) {
    return digits_at_start(text.substr(2)) == kCode - 2;
  }
  return (text.size() == kCode || text.size() == kCode - 1) && digits_at_start(text) == text.size();
}

bool is_house_number(std::string_view words) {
  auto const digits = digits_at_start(words);
  if (digits == 0 || digits > kNumberDigits) return false;
  auto const rest = words.substr(digits);
  return rest.size() <= kSuffixLetters + 1 && std::ranges::none_of(rest, is_digit);
}

bool is_code_and_town(std::string_view words) {
  auto const digits = digits_at_start(words);
  if (digits != kCode && digits != kCode - 1) return false;
  return words.size() > digits + 1 && !is_digit(words[digits + 1]);
}

// A number of at most four digits, and within three words of it one that streets begin with.
bool is_number_and_street(std::string_view words, ColumnWords const& known) {
  std::size_t since = kTypeWithin + 1;
  while (!words.empty()) {
    auto const end = std::min(words.find(' '), words.size());
    auto const word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    bool const digits = digits_at_start(word) == word.size();
    ++since;
    if (digits && word.size() <= kNumberDigits) since = 0;
    if (!digits && since <= kTypeWithin && known.begins_street(word)) return true;
  }
  return false;
}

bool has_decimals(std::string_view text) {
  return text.find_first_of(".,") != std::string_view::npos;
}
bool is_latitude(double degrees) { return degrees >= 41 && degrees <= 52; }
bool is_longitude(double degrees) { return degrees >= -6 && degrees <= 10; }

std::size_t one_if(bool condition) { return condition ? 1 : 0; }

template <class Known>
std::size_t known_as(Known const& known, std::string_view text) {
  return one_if(known && known(text));
}

void count_code(std::string_view cell, KnownPlaces const& known, Content& content) {
  if (!is_code(cell)) return;
  ++content.code;
  auto const code = with_its_zero(cell);
  content.known_postcode += known_as(known.postcode, code);
  content.known_citycode += known_as(known.citycode, code);
}

void count_degrees(std::string_view cell, Content& content) {
  auto const degrees = read_degrees(cell);
  if (!degrees || std::abs(*degrees) > 180) return;
  ++content.degrees;
  if (!has_decimals(cell)) return;
  content.latitude += one_if(is_latitude(*degrees));
  content.longitude += one_if(is_longitude(*degrees));
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  // Blanks, no-break, thin and narrow no-break ones.
  constexpr std::array<std::string_view, 8> kBlanks{" ",      "\t",     "\r",     "\n",
                                                    "\u00A0", "\u2009", "\u202F", "\uFEFF"};
  for (bool found = true; found;) {
    found = false;
    for (auto const blank : kBlanks) {
      if (text.starts_with(blank)) text.remove_prefix(blank.size()), found = true;
      if (text.ends_with(blank)) text.remove_suffix(blank.size()), found = true;
    }
  }
  return text;
}

std::string with_its_zero(std::string_view code) {
  bool const lost = code.size() == kCode - 1 && digits_at_start(code) == code.size();
  return (lost ? "0" : "") + std::string(code);
}

std::optional<double> read_degrees(std::string_view text) {
  std::string plain(text);
  std::ranges::replace(plain, ',', '.');
  std::string_view rest = plain;
  if (rest.starts_with('+')) rest.remove_prefix(1);
  double number = 0;
  auto const* const end = rest.data() + rest.size();
  auto const [stop, error] = std::from_chars(rest.data(), end, number, std::chars_format::fixed);
  if (error != std::errc() || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

bool looks_like_data(std::string_view cell, ColumnWords const& words) {
  auto const text = trimmed(cell);
  if (text.size() == kCode && is_code(text)) return true;
  if (has_decimals(text) && read_degrees(text)) return true;
  auto const folded = folded_words(text);
  return is_number_and_street(folded, words) || is_code_and_town(folded);
}

Content look_at(std::span<SampleRow const> rows, std::size_t column, KnownPlaces const& known,
                ColumnWords const& words) {
  Content content;
  for (auto const& row : rows) {
    if (column >= row.size()) continue;
    auto const cell = trimmed(row[column]);
    if (cell.empty()) continue;
    ++content.filled;
    auto const folded = folded_words(cell);
    content.mail += one_if(cell.find('@') != std::string_view::npos);
    content.number += one_if(is_house_number(folded));
    content.begins_with_digit += one_if(is_digit(cell.front()));
    content.number_and_street += one_if(is_number_and_street(folded, words));
    content.code_and_town += one_if(is_code_and_town(folded));
    content.known_commune += known_as(known.commune, folded);
    count_code(cell, known, content);
    count_degrees(cell, content);
  }
  return content;
}

}  // namespace qpv::batch
