// SPDX-License-Identifier: EUPL-1.2
//
// The characters and words of RFC 9110, one look-up each. Private to service/http.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "geo/core/ascii.h"

namespace qpv::http::grammar {

enum Class : unsigned char { kToken = 1, kValue = 2, kTarget = 4, kHost = 8, kPlain = 16 };

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_alphanumeric(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z');
}

constexpr std::array<unsigned char, 256> classes() {
  constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";
  constexpr std::string_view kHostMarks = "-._~";
  std::array<unsigned char, 256> table{};
  for (unsigned i = 0; i < table.size(); ++i) {
    auto const c = static_cast<char>(i);
    unsigned of = 0;
    bool const visible = i > 0x20 && i < 0x7F;
    auto const is_one_of = [&](std::string_view marks) {
      return i != 0 && marks.find(c) != std::string_view::npos;
    };
    if (is_alphanumeric(c) || is_one_of(kTokenMarks)) of |= kToken;
    if (c == '\t' || c == ' ' || visible || i >= 0x80) of |= kValue;
    // A fragment is the client's own: readers differ on what it means in a request.
    if (visible && c != '#') of |= kTarget;
    // RFC 3986 has more (sub-delims, escapes), which no host has and readers take differently.
    if (is_alphanumeric(c) || is_one_of(kHostMarks)) of |= kHost;
    // In a target or a form: means itself, needs no decoding and is valid UTF-8.
    if (i > 0 && i < 0x80 && c != '%' && c != '+') of |= kPlain;
    table.at(i) = static_cast<unsigned char>(of);
  }
  return table;
}
inline constexpr auto kClasses = classes();

constexpr bool is(Class wanted, char c) {
  return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0;
}
constexpr bool all(Class wanted, std::string_view text) {
  return std::all_of(text.begin(), text.end(), [wanted](char c) { return is(wanted, c); });
}
constexpr bool is_token(std::string_view text) { return !text.empty() && all(kToken, text); }

// `word` in lower case.
constexpr bool same_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (lower(text[i]) != word[i]) return false;
  }
  return true;
}

// Without the optional white space around a field's value or a list's element.
constexpr std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t";
  auto const begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// Takes the first element off a comma-separated list; after the last one the list is null.
constexpr std::string_view next_element(std::string_view& list) {
  auto const comma = list.find(',');
  auto const element = trimmed(list.substr(0, comma));
  list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  return element;
}

}  // namespace qpv::http::grammar
