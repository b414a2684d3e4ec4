// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/completion.h"

#include <algorithm>

namespace qpv {
namespace {

constexpr float kInside = 0.95F;  // the words begin inside the name, not with it
constexpr float kOtherType = 0.7F;
constexpr float kSameSmallWords = 0.05F;
constexpr float kLoose = 0.8F;
constexpr float kPerMistake = 0.1F;

ShortList<CanonicalToken, FoldedText::kMostTokens> open_tokens(std::span<QueryWord const> words,
                                                               LastWord last) {
  ShortList<CanonicalToken, FoldedText::kMostTokens> tokens;
  for (auto const& word : words) tokens.push(word.token);
  if (last == LastWord::kOpen && !words.empty()) {
    tokens[tokens.size() - 1] = {words.back().text, nullptr};
  }
  return tokens;
}

// Where a name goes on as `text`: at one of its words. npos where it does not.
std::size_t place_in(std::string_view name, std::string_view text) {
  for (std::size_t at = 0; (at = name.find(text, at)) != std::string_view::npos; ++at) {
    if (at == 0 || name[at - 1] == ' ') return at;
  }
  return std::string_view::npos;
}

}  // namespace

float doubt_of_rest(std::size_t letters) {
  constexpr float kPerLetter = 0.004F;
  constexpr std::size_t kMost = 20;
  return kPerLetter * static_cast<float>(std::min(letters, kMost));
}

void make_open_town_key(std::span<QueryWord const> words, LastWord last, ShortText& key) {
  auto const tokens = open_tokens(words, last);
  make_town_key(tokens.all(), key);
}

void StreetCompletion::set(std::span<QueryWord const> words, LastWord last) {
  auto const tokens = open_tokens(words, last);
  make_street_key(tokens.all(), key_);
  auto const size = key_.bare.size();
  // One letter is taken for the first one of a name: too many have it somewhere.
  pairs_ = size == 1 ? letter_pairs(key_.bare.view()) : inner_letter_pairs(key_.bare.view());
  allowed_ = size < 6 ? 0 : size < 12 ? 1 : 2;
  if (allowed_ > 0) pattern_.set(key_.bare.view());
}

bool StreetCompletion::may_resemble(Signature const& name) const {
  // A mistake changes three pairs at most: two letters that were swapped. Half must be there still,
  // or any name would do.
  int const most = std::min(3 * static_cast<int>(allowed_), std::popcount(pairs_) / 2);
  return allowed_ > 0 && std::popcount(pairs_ & ~name.letters) <= most;
}

float StreetCompletion::with_type(float score, NameTexts const& name) const {
  return key_.type != 0 && name.type != key_.type ? score * kOtherType : score;
}

float StreetCompletion::score(NameTexts const& name) const {
  auto const typed = key_.bare.view();
  auto const at = place_in(name.bare, typed);
  if (at == std::string_view::npos) return 0;
  float score = (at == 0 ? 1 : kInside) - doubt_of_rest(name.bare.size() - at - typed.size());
  // "rue de la r" is rather the rue de la République than the rue Rabelais.
  if (key_.core.size() == typed.size() ||
      place_in(name.core, key_.core.view()) != std::string_view::npos) {
    score += kSameSmallWords;
  }
  return with_type(score, name);
}

// To the beginning of the text that is nearest: a letter too many or too few moves its end.
unsigned StreetCompletion::distance_to(std::string_view rest) const {
  auto const size = key_.bare.size();
  unsigned best = allowed_ + 1;
  for (auto length = size - 1; length <= size + 1; ++length) {
    best = std::min(best, pattern_.distance(rest.substr(0, length)));
  }
  return best;
}

float StreetCompletion::loose_score(NameTexts const& name) const {
  float best = 0;
  for (std::size_t at = 0; at < name.bare.size();) {
    auto const rest = name.bare.substr(at);
    auto const distance = distance_to(rest);
    if (distance <= allowed_) {
      auto const letters = rest.size() - std::min(rest.size(), key_.bare.size());
      best = std::max(best, kLoose * (at == 0 ? 1 : kInside) - doubt_of_rest(letters) -
                                kPerMistake * static_cast<float>(distance));
    }
    at = name.bare.find(' ', at);
    if (at == std::string_view::npos) break;
    ++at;
  }
  return with_type(best, name);
}

}  // namespace qpv
