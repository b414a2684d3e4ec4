// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/street_reading.h"

#include <algorithm>

namespace qpv {
namespace {

bool is_suffix_word(QueryWord const& word) {
  return word.token.word != nullptr && !word.token.word->suffix.empty();
}

// A house number somewhere in the words, and what it takes with it.
struct NumberSpan {
  NumberAsked asked;
  std::size_t begin;
  std::size_t end;
};

struct Suffix {
  std::string_view text;  // folded, empty where there is none
  std::size_t end;        // of its words
};

class StreetReader {
 public:
  StreetReader(QueryWords const& words, StreetReadings& readings)
      : words_(words), readings_(readings) {}

  void read() {
    auto const size = words_.size();
    if (auto const anchor = last_number_before_type()) {
      add(*anchor, anchor->end, size);
    }
    if (auto const first = number_at(0)) add(*first, first->end, size);
    for (std::size_t i = 1; i < size; ++i) {
      auto const number = number_at(i);
      if (!number) continue;
      bool const last = number->end == size;
      if (words_[i].marked || last) add(*number, 0, i);
      if (!last && (words_[i].marked || words_[i].gap == Gap::kBreak ||
                    words_[number->end].gap == Gap::kBreak)) {
        add(*number, number->end, size);
        add(*number, 0, i);
      }
      i = number->end - 1;
    }
    readings_.push({std::nullopt, 0, size});
    if (auto const type = last_type_after_break()) readings_.push({std::nullopt, *type, size});
  }

 private:
  void add(NumberSpan const& number, std::size_t begin, std::size_t end) {
    // A street is called by more than a number.
    auto const words = words_.all().subspan(begin, std::max(begin, end) - begin);
    if (std::ranges::all_of(words, &QueryWord::digits)) return;
    auto const same = [&](StreetReading const& reading) {
      return reading.begin == begin && reading.end == end && reading.number &&
             reading.number->number == number.asked.number;
    };
    if (std::ranges::none_of(readings_.all(), same)) readings_.push({number.asked, begin, end});
  }

  [[nodiscard]] bool is_digits(std::size_t i) const {
    return i < words_.size() && words_[i].digits;
  }

  // The suffix after a number that ends at `at`; its folded text, empty where there is none.
  [[nodiscard]] std::string_view suffix_letters_at(std::size_t at) const {
    if (at >= words_.size() || words_[at].digits) return {};
    auto const& word = words_[at];
    bool const glued = word.gap == Gap::kNone;
    // "12 d'Artois" and, unless they are glued, "12 r Pasteur": no suffixes.
    bool const elided = at + 1 < words_.size() && words_[at + 1].gap == Gap::kApostrophe;
    if (elided || word.gap == Gap::kBreak) return {};
    if (is_suffix_word(word)) return word.text;
    if (word.text.size() > 1 || (!glued && is_type(word))) return {};
    // A letter by itself before the rest of a name: "12 a rue", "12 a, rue".
    return word.text;
  }

  // The same with the digits that it may end in, "12 a1", and where it ends.
  [[nodiscard]] Suffix suffix_at(std::size_t at) const {
    auto const letters = suffix_letters_at(at);
    if (letters.empty()) return {letters, at};
    auto const next = at + 1;
    if (!is_digits(next) || words_[next].gap != Gap::kNone) return {letters, next};
    // They stand beside each other in the folded text.
    return {{letters.data(), letters.size() + words_[next].text.size()}, next + 1};
  }

  // "Cité 12 - 7 rue": the number before the hyphen belongs to what stands before it.
  [[nodiscard]] bool is_named_by_number(std::size_t at) const {
    std::size_t first = at;
    while (first > 0 && (words_[first - 1].digits || is_suffix_word(words_[first - 1]))) --first;
    if (first == 0 || words_[first].gap == Gap::kBreak) return false;
    auto const* const before = words_[first - 1].token.word;
    bool const names = before == nullptr || before->type != 0 || before->small;
    auto const after = at + 1 < words_.size() && is_suffix_word(words_[at + 1]) ? at + 2 : at + 1;
    return names && after < words_.size() && is_type(words_[after]);
  }

  // Past a number that follows as the end of a range: "12-14", "12/14", "12 et 14", "12 à 14".
  [[nodiscard]] std::size_t range_end(std::size_t at) const {
    bool const hyphen = is_digits(at) && words_[at].gap == Gap::kHyphen;
    if (hyphen && house_number(words_[at]) && !is_named_by_number(at)) return at + 1;
    if (at < words_.size() && (words_[at].text == "et" || words_[at].text == "a") &&
        is_digits(at + 1) && house_number(words_[at + 1])) {
      return at + 2;
    }
    return at;
  }

  [[nodiscard]] std::optional<NumberSpan> number_at(std::size_t i) const {
    if (!is_digits(i)) return std::nullopt;
    auto const number = house_number(words_[i]);
    if (!number) return std::nullopt;
    NumberSpan span{{*number, {}}, i, i + 1};
    if (auto const end = range_end(span.end); end > span.end) {
      span.asked.other = house_number(words_[end - 1]);
      span.end = end;
    }
    auto const suffix = words_[i].with_e ? Suffix{kSuffixE, span.end} : suffix_at(span.end);
    span.asked.suffix = suffix.text;
    span.end = suffix.end;
    if (!suffix.text.empty()) {
      if (auto const end = range_end(span.end); end > span.end) {
        span.asked.other = house_number(words_[end - 1]);
        span.end = end;
        if (!suffix_letters_at(end).empty()) ++span.end;
      }
    }
    return span;
  }

  // "…, 12 bis rue": what stands before it says nothing of the street.
  [[nodiscard]] std::optional<NumberSpan> last_number_before_type() const {
    for (std::size_t i = words_.size(); i-- > 0;) {
      // "12-14 rue": the 14 is the end of a range.
      if (auto const before = i > 0 ? number_at(i - 1) : std::nullopt; before && before->end > i) {
        continue;
      }
      auto const number = number_at(i);
      if (number && number->end + 1 < words_.size() && is_type(words_[number->end]) &&
          !after_name_word(i)) {
        return number;
      }
    }
    return std::nullopt;
  }

  // "rue du 8 mai": the 8 belongs to the name.
  [[nodiscard]] bool after_name_word(std::size_t i) const {
    return i > 0 && words_[i].gap != Gap::kBreak && is_small(words_[i - 1]);
  }

  // "Résidence des Lilas, rue Pasteur".
  [[nodiscard]] std::optional<std::size_t> last_type_after_break() const {
    for (std::size_t i = words_.size(); i-- > 1;) {
      if (is_type(words_[i]) && words_[i].gap == Gap::kBreak && i + 1 < words_.size()) return i;
    }
    return std::nullopt;
  }

  QueryWords const& words_;
  StreetReadings& readings_;
};

}  // namespace

void read_street(QueryWords const& words, StreetReadings& readings) {
  readings.clear();
  StreetReader(words, readings).read();
}

}  // namespace qpv
