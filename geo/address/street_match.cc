// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/street_match.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qpv {
namespace {

constexpr unsigned kFewLetters = 2;

// Likeness of names that differ in a few letters: the shorter they are, the more each says.
float by_letters(unsigned distance, std::size_t size) {
  if (distance == 0) return 1;
  float const each = size <= 4 ? 0.15F : size <= 8 ? 0.11F : 0.07F;
  return 1 - each * static_cast<float>(distance);
}

// "8 mai 1945" is not "8 mai 1946", near as they look.
bool same_digits(std::string_view a, std::string_view b) {
  auto const next = [](std::string_view text, std::size_t from) {
    return std::min(text.find_first_of("0123456789", from), text.size());
  };
  std::size_t i = next(a, 0);
  std::size_t j = next(b, 0);
  while (i < a.size() && j < b.size()) {
    if (a[i] != b[j]) return false;
    // The length of a number counts: 1 is not 11.
    bool const more_a = next(a, i + 1) == i + 1 && i + 1 < a.size();
    bool const more_b = next(b, j + 1) == j + 1 && j + 1 < b.size();
    if (more_a != more_b) return false;
    i = next(a, i + 1);
    j = next(b, j + 1);
  }
  return i == a.size() && j == b.size();
}

// Words of a text with single spaces.
class Words {
 public:
  static constexpr std::size_t kMost = 12;

  explicit Words(std::string_view text) {
    while (!text.empty() && count_ < kMost) {
      auto const end = std::min(text.find(' '), text.size());
      words_[count_++] = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  [[nodiscard]] std::span<std::string_view const> all() const { return {words_.data(), count_}; }

 private:
  std::array<std::string_view, kMost> words_;
  std::size_t count_ = 0;
};

// How well one word stands for another, 0 to 1: few letters differ, or one is the beginning of the
// other ("rep" for "republique").
float word_likeness(EditPattern const& pattern, std::string_view asked, std::string_view word) {
  if (asked == word) return 1;
  if (asked.size() >= 3 && word.starts_with(asked)) return 0.8F;
  auto const size = std::max(asked.size(), word.size());
  auto const distance = pattern.distance(word);
  if (distance > 2 || distance * 3 > size) return 0;
  return 1 - static_cast<float>(distance) * 1.5F / static_cast<float>(size);
}

}  // namespace

void StreetMatcher::set(StreetKey const& key, Lexicon const& lexicon) {
  key_ = &key;
  lexicon_ = &lexicon;
  core_.set(key.core.view());
  whole_.clear();
  if (key.type != 0) {
    whole_.append(lexicon.type(key.type));
    whole_.append_word(key.bare.view());
  }
  sound_.set(key.sound.view());
}

// What the words of a partial name have in common: "rue Foch" and "rue du Maréchal Foch".
float StreetMatcher::by_words(NameTexts const& name) const {
  Words const asked(key_->bare.view());
  Words const words(name.bare);
  auto const weight = [&](std::string_view word) {
    auto const* const known = lexicon_->find(word);
    float const size = static_cast<float>(std::min<std::size_t>(word.size(), 6));
    return known != nullptr && known->title ? size * 0.3F : size;
  };
  std::array<float, Words::kMost> found{};
  float asked_weight = 0;
  float asked_found = 0;
  for (auto const& word : asked.all()) {
    EditPattern const pattern(word);
    float best = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < words.all().size(); ++i) {
      float const likeness = word_likeness(pattern, word, words.all()[i]);
      if (likeness > best && likeness > found[i]) {
        best = likeness;
        at = i;
      }
    }
    if (best > 0) found[at] = best;
    asked_weight += weight(word);
    asked_found += best * weight(word);
  }
  float name_weight = 0;
  float name_found = 0;
  for (std::size_t i = 0; i < words.all().size(); ++i) {
    name_weight += weight(words.all()[i]);
    name_found += found[i] * weight(words.all()[i]);
  }
  if (asked_weight == 0 || name_weight == 0) return 0;
  return 0.78F * (0.72F * asked_found / asked_weight + 0.28F * name_found / name_weight);
}

float StreetMatcher::name_likeness(NameTexts const& name) const {
  if (key_->core.view() == name.core) return 1;
  auto const distance = core_.distance(name.core);
  auto const size = std::max(key_->core.size(), name.core.size());
  bool const digits = same_digits(key_->bare.view(), name.bare);
  float best = 0;
  if (distance <= kFewLetters && digits) best = by_letters(distance, size);
  // Where the small words differ, it sounds otherwise.
  bool const sounds = key_->sound.view() == name.sound && key_->bare.view() != name.bare &&
                      key_->core.size() - key_->bare.size() == name.core.size() - name.bare.size();
  if (sounds && digits && distance * 5 <= 2 * size + 5) {
    best = std::max(best, 0.84F);
  }
  if (best >= kSameStreet) return best;
  if (key_->bare.view() == name.bare) {
    return std::max(best, 0.79F - 0.01F * static_cast<float>(std::min(distance, 8U)));
  }
  float const ratio =
      static_cast<float>(distance) / static_cast<float>(std::max<std::size_t>(size, 1));
  if (digits) {
    best = std::max(best, std::min(0.79F, 0.86F - 1.1F * ratio));
    auto const by_sound = static_cast<float>(sound_.distance(name.sound));
    auto const length =
        static_cast<float>(std::max<std::size_t>({key_->sound.size(), name.sound.size(), 1}));
    best = std::max(best, 0.79F - 1.3F * by_sound / length);
  }
  if (best < 0.7F) best = std::max(best, by_words(name));
  return std::max(best, 0.0F);
}

float StreetMatcher::with_type(float likeness, NameTexts const& name) const {
  if (key_->type == name.type) return likeness;
  if (key_->type == 0) return std::max(likeness - 0.06F, 0.0F);
  if (name.type == 0) return std::min(likeness * 0.88F, 0.78F);
  return std::min(likeness * 0.8F, 0.74F);
}

unsigned StreetMatcher::distance_with_type(NameTexts const& name) const {
  ShortText full;
  full.append(lexicon_->type(name.type));
  full.append_word(name.core);
  return core_.distance(full.view());
}

bool StreetMatcher::is_near(NameTexts const& name) const {
  if (key_->type != 0 && key_->type != name.type) return false;
  auto const size = key_->core.size();
  auto const within = [size](std::size_t other) {
    return other <= size + kFewLetters && size <= other + kFewLetters;
  };
  if (within(name.core.size()) && core_.distance(name.core) <= kFewLetters) return true;
  auto const type = lexicon_->type(name.type);
  if (key_->type != 0 || !within(name.core.size() + 1 + type.size())) return false;
  return distance_with_type(name) <= kFewLetters;
}

bool StreetMatcher::lacks_small_words(NameTexts const& name) const {
  return key_->bare.view() == name.bare && key_->core.view() != name.core &&
         (key_->type == name.type || key_->type == 0);
}

float StreetMatcher::likeness(NameTexts const& name) const {
  float best = with_type(name_likeness(name), name);
  if (best >= kSameStreet || key_->type == name.type) return best;
  // "12 clos Saint-Hilaire" for the rue du Clos Saint-Hilaire.
  if (key_->type != 0 && whole_.view() == name.bare) return std::max(best, 0.79F);
  // The type may be misspelt, and then it is taken for the first word of the name.
  if (key_->type == 0) {
    auto const distance = distance_with_type(name);
    if (distance <= kFewLetters && same_digits(key_->bare.view(), name.bare)) {
      auto const size = lexicon_->type(name.type).size() + 1 + name.core.size();
      best = std::max(best, by_letters(distance, size));
    }
  }
  return best;
}

}  // namespace qpv
