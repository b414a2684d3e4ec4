// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/street_key.h"

#include <algorithm>
#include <array>

#include "geo/address/phonetic.h"

namespace qpv {
namespace {

bool is_order_mark(std::string_view text) {
  constexpr std::array<std::string_view, 7> kMarks{"e", "er", "ere", "eme", "ieme", "nd", "nde"};
  return std::ranges::find(kMarks, text) != kMarks.end();
}

std::string_view without_zeros(std::string_view digits) {
  auto const first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? digits.substr(0, 1) : digits.substr(first);
}

bool is_small_token(CanonicalToken const& token) {
  return token.word != nullptr && token.word->small;
}

// Each word of a canonical text, which may be two ("rond point").
template <class Use>
void each_word(std::string_view text, Use use) {
  while (!text.empty()) {
    auto const end = std::min(text.find(' '), text.size());
    use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::uint64_t pairs_after(unsigned before, std::string_view folded) {
  std::uint64_t bits = 0;
  for (char const c : folded) {
    if (c == ' ') continue;
    auto const code = static_cast<unsigned char>(c);
    bits |= std::uint64_t{1} << (((before * 0x9E3779B1U + code * 0x85EBCA6BU) >> 16U) & 63U);
    before = code;
  }
  return bits;
}

}  // namespace

std::uint64_t letter_pairs(std::string_view folded) { return pairs_after(0, folded); }

std::uint64_t inner_letter_pairs(std::string_view folded) {
  if (folded.empty()) return 0;
  return pairs_after(static_cast<unsigned char>(folded[0]), folded.substr(1));
}

std::optional<CanonicalToken> canonical_token(FoldedText const& text, std::size_t i,
                                              Lexicon const& lexicon) {
  auto const tokens = text.tokens();
  auto const token = text[i];
  if (tokens[i].digits) return CanonicalToken{without_zeros(token), nullptr};
  bool const after_number = i > 0 && tokens[i].gap == Gap::kNone && tokens[i - 1].digits;
  if (after_number && is_order_mark(token)) return std::nullopt;
  auto const* const word = lexicon.find(token);
  bool const other = word != nullptr && !word->canonical.empty();
  return CanonicalToken{other ? std::string_view(word->canonical) : token, word};
}

std::size_t canonical_tokens(FoldedText const& text, Lexicon const& lexicon,
                             std::span<CanonicalToken> out) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.tokens().size() && count < out.size(); ++i) {
    if (auto const token = canonical_token(text, i, lexicon)) out[count++] = *token;
  }
  return count;
}

void make_street_key(std::span<CanonicalToken const> tokens, StreetKey& key) {
  key.type = 0;
  key.core.clear();
  key.bare.clear();
  key.sound.clear();
  if (tokens.size() > 1 && tokens[0].word != nullptr && tokens[0].word->type != 0) {
    key.type = tokens[0].word->type;
    tokens = tokens.subspan(1);
  }
  bool const all_small = std::ranges::all_of(tokens, is_small_token);
  for (auto const& token : tokens) {
    each_word(token.text, [&](std::string_view word) {
      key.core.append_word(word);
      if (all_small || !is_small_token(token)) {
        key.bare.append_word(word);
        append_sound(word, key.sound);
      }
    });
  }
  key.signature = {letter_pairs(key.bare.view()), letter_pairs(key.sound.view())};
}

void make_town_key(std::span<CanonicalToken const> tokens, ShortText& key) {
  key.clear();
  for (auto const& token : tokens) {
    each_word(token.text, [&](std::string_view word) { key.append(word); });
  }
}

}  // namespace qpv
