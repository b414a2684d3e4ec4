// SPDX-License-Identifier: EUPL-1.2
//
// The words of a query, less what says nothing of the street. Internal to geo/address.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "geo/address/fold.h"
#include "geo/address/lexicon.h"
#include "geo/address/street_key.h"

namespace qpv {

inline constexpr std::size_t kMostTownWords = 7;  // that are read as a town's name
inline constexpr std::string_view kSuffixE = "e";

struct QueryWord {
  std::string_view text;  // folded, as written
  CanonicalToken token;
  Gap gap;              // before it; kBreak where something was taken out
  bool digits;          // all of it
  bool marked;          // said to be a house number: "n° 12"
  bool with_e = false;  // "41e": of an ordinal, or the suffix of a house number
};

inline bool is_small(QueryWord const& word) {
  return word.token.word != nullptr && word.token.word->small;
}
// Whether it is a type of street, where one may stand.
inline bool is_type(QueryWord const& word) {
  return word.token.word != nullptr && word.token.word->type != 0;
}

// As of tokens in a row (street_key.h).
void make_street_key(std::span<QueryWord const> words, StreetKey& key);
void make_town_key(std::span<QueryWord const> words, ShortText& key);

// A list in place. More than it holds is dropped.
template <class Value, std::size_t kMost>
class ShortList {
 public:
  void clear() { size_ = 0; }
  void shorten(std::size_t size) { size_ = std::min(size_, size); }
  void push(Value const& value) {
    if (size_ < kMost) values_[size_++] = value;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] bool full() const { return size_ == kMost; }
  [[nodiscard]] Value& operator[](std::size_t i) { return values_[i]; }
  [[nodiscard]] Value const& operator[](std::size_t i) const { return values_[i]; }
  [[nodiscard]] std::span<Value const> all() const { return {values_.data(), size_}; }
  [[nodiscard]] std::span<Value> all() { return {values_.data(), size_}; }

 private:
  std::array<Value, kMost> values_;
  std::size_t size_ = 0;
};

using QueryWords = ShortList<QueryWord, 40>;

// Refers to `text` and the lexicon. Building and flat, post boxes, CEDEX, "chez M. Durand" are left
// out. Words that some street's name is made of stay where they look like one: after "de la" or a
// type of street.
void read_words(FoldedText const& text, Lexicon const& lexicon, QueryWords& words);

// As a house number: at most 5 digits.
std::optional<std::uint32_t> house_number(QueryWord const& word);

}  // namespace qpv
