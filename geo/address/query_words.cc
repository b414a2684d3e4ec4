// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/query_words.h"

#include <algorithm>
#include <charconv>

namespace qpv {
namespace {

constexpr std::size_t kShortUnit = 3;  // of a building or flat: "A", "B12", "RDC"

// Takes noise out of a text's tokens, one after the other.
class NoiseFilter {
 public:
  NoiseFilter(QueryWords const& all, QueryWords& kept) : all_(all.all()), kept_(kept) {}

  void run() {
    while (at_ < all_.size()) {
      auto const begin = at_;
      at_ += taken();
      if (at_ > begin) {
        broken_ = broken_ || !marked_;  // "Cité n° 4" is one part of an address
      } else {
        keep(all_[at_++]);
      }
    }
  }

 private:
  void keep(QueryWord word) {
    if (broken_ || kept_.empty()) word.gap = Gap::kBreak;
    word.marked = marked_;
    broken_ = marked_ = false;
    kept_.push(word);
  }

  [[nodiscard]] QueryWord const* next(std::size_t steps = 1) const {
    return at_ + steps < all_.size() ? &all_[at_ + steps] : nullptr;
  }

  static Noise noise_of(QueryWord const& word) {
    return word.token.word != nullptr ? word.token.word->noise : Noise::kNone;
  }

  // A word after "de la" or "rue" belongs to a name: "rue de la Porte".
  [[nodiscard]] bool in_name() const {
    if (kept_.empty() || broken_ || all_[at_].gap == Gap::kBreak) return false;
    auto const& before = kept_[kept_.size() - 1];
    return is_type(before) || is_small(before);
  }

  // How many tokens from here on are noise.
  std::size_t taken() {
    if (all_[at_].digits && next() != nullptr && noise_of(*next()) == Noise::kOrder) return 2;
    auto const noise = noise_of(all_[at_]);
    if (noise == Noise::kNone || (noise != Noise::kNumberMark && in_name())) return 0;
    return taken_by(noise);
  }

  [[nodiscard]] std::size_t taken_by(Noise noise) {
    auto const* const following = next();
    bool const number = following != nullptr && following->digits;
    switch (noise) {
      case Noise::kAlone:
        return 1;
      case Noise::kOne:
        return following != nullptr && (number || following->text.size() <= kShortUnit) &&
                       !is_type(*following)
                   ? 2
                   : 1;
      case Noise::kNumber:
        return number || (following != nullptr &&
                          (following->text.size() == 1 || noise_of(*following) == Noise::kAlone))
                   ? 2
                   : 0;
      case Noise::kOrder:
        return number && (next(2) == nullptr || !is_type(*next(2))) ? 2 : 1;
      case Noise::kNumberMark:
        marked_ = number;
        return number ? 1 : 0;
      case Noise::kCedex:
        return number && following->text.size() <= 2 ? 2 : 1;
      case Noise::kThree:
        return 3;
      case Noise::kRest:
        return rest();
      case Noise::kNone:
        break;
    }
    return 0;
  }

  [[nodiscard]] std::size_t rest() const {
    std::size_t count = 1;
    while (next(count) != nullptr && !next(count)->digits && !is_type(*next(count))) ++count;
    // Nothing follows: then it is all there is of the address.
    return next(count) == nullptr && kept_.empty() ? 0 : count;
  }

  std::span<QueryWord const> all_;
  QueryWords& kept_;
  std::size_t at_ = 0;
  bool broken_ = false;
  bool marked_ = false;
};

// "B.P. 12" and "C.S. 12": the entry that two single letters before a number spell.
Word const* spelt_out(FoldedText const& text, std::size_t i, Lexicon const& lexicon) {
  auto const tokens = text.tokens();
  if (i + 2 >= tokens.size() || !tokens[i + 2].digits) return nullptr;
  if (text[i].size() != 1 || text[i + 1].size() != 1) return nullptr;
  std::array<char, 2> const letters{text[i][0], text[i + 1][0]};
  auto const* const word = lexicon.find({letters.data(), letters.size()});
  return word != nullptr && word->noise == Noise::kNumber ? word : nullptr;
}

ShortList<CanonicalToken, FoldedText::kMostTokens> tokens_of(std::span<QueryWord const> words) {
  ShortList<CanonicalToken, FoldedText::kMostTokens> tokens;
  for (auto const& word : words) tokens.push(word.token);
  return tokens;
}

}  // namespace

void make_street_key(std::span<QueryWord const> words, StreetKey& key) {
  auto const tokens = tokens_of(words);
  make_street_key(tokens.all(), key);
}

void make_town_key(std::span<QueryWord const> words, ShortText& key) {
  auto const tokens = tokens_of(words);
  make_town_key(tokens.all(), key);
}

void read_words(FoldedText const& text, Lexicon const& lexicon, QueryWords& words) {
  QueryWords all;
  auto const tokens = text.tokens();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    auto const token = canonical_token(text, i, lexicon);
    if (!token) {
      all[all.size() - 1].with_e = text[i] == kSuffixE;
      continue;
    }
    all.push({text[i], *token, tokens[i].gap, tokens[i].digits, false});
    if (auto const* const word = spelt_out(text, i, lexicon)) {
      all[all.size() - 1].token.word = word;
      ++i;
    }
  }
  words.clear();
  NoiseFilter(all, words).run();
}

std::optional<std::uint32_t> house_number(QueryWord const& word) {
  constexpr std::size_t kMostDigits = 5;
  std::uint32_t number = 0;
  auto const digits = word.token.text;
  if (!word.digits || digits.size() > kMostDigits) return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace qpv
