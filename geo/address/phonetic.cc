// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/phonetic.h"

#include <array>
#include <string>

#include "geo/core/ascii.h"

namespace qpv {
namespace {

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }
bool is_soft(char c) { return c == 'e' || c == 'i' || c == 'y'; }

// Letters that a French word ends in without a sound, one after the other.
std::string_view without_silent_end(std::string_view word) {
  constexpr std::string_view kSilent = "estdxzp";
  while (word.size() > 2 && kSilent.find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  return word;
}

struct Spelling {
  std::string_view letters;
  std::string_view sound;
};

// Sounds that no letter stands for have capitals. Longer spellings first. Nasal vowels are only so
// before a consonant or the end: see sounds_nasal.
constexpr std::array<Spelling, 31> kSpellings{{
    {"eau", "o"}, {"sch", "C"}, {"chr", "kr"}, {"chl", "kl"}, {"ain", "I"}, {"ein", "I"},
    {"aim", "I"}, {"oeu", "E"}, {"au", "o"},   {"ph", "f"},   {"ch", "C"},  {"sh", "C"},
    {"gn", "n"},  {"qu", "k"},  {"ou", "u"},   {"oi", "W"},   {"oy", "W"},  {"ai", "e"},
    {"ay", "e"},  {"ei", "e"},  {"ey", "e"},   {"oe", "e"},   {"eu", "E"},  {"an", "A"},
    {"am", "A"},  {"en", "A"},  {"em", "A"},   {"in", "I"},   {"im", "I"},  {"on", "O"},
    {"om", "O"},
}};

bool sounds_nasal(Spelling const& spelling, std::string_view rest) {
  char const last = spelling.letters.back();
  if ((last != 'n' && last != 'm') || spelling.letters == "gn") return true;
  if (rest.size() == spelling.letters.size()) return true;
  char const next = rest[spelling.letters.size()];
  return !is_vowel(next) && next != 'n' && next != 'm' && next != 'h';
}

Spelling const* find_spelling(std::string_view rest) {
  for (auto const& spelling : kSpellings) {
    if (rest.starts_with(spelling.letters) && sounds_nasal(spelling, rest)) return &spelling;
  }
  return nullptr;
}

// One letter that is not part of a longer spelling; 0: no sound.
char sound_of(std::string_view rest) {
  char const next = rest.size() > 1 ? rest[1] : '\0';
  switch (rest[0]) {
    case 'h':
      return '\0';
    case 'c':
      return is_soft(next) ? 's' : 'k';
    case 'q':
      return 'k';
    case 'g':
      return is_soft(next) ? 'j' : 'g';
    case 'y':
      return 'i';
    case 'z':
      return 's';
    case 'w':
      return 'v';
    default:
      return rest[0];
  }
}

}  // namespace

void append_sound(std::string_view word, ShortText& out) {
  auto rest = without_silent_end(word);
  char before = '\0';
  auto const put = [&](char c) {
    if (c != '\0' && (c != before || is_digit(c))) out.append(c);
    before = c;
  };
  while (!rest.empty()) {
    if (auto const* const spelling = find_spelling(rest)) {
      for (char const c : spelling->sound) put(c);
      rest.remove_prefix(spelling->letters.size());
    } else if (rest.size() > 2 && rest[0] == 'g' && rest[1] == 'u' && is_soft(rest[2])) {
      put('g');
      rest.remove_prefix(2);
    } else {
      put(sound_of(rest));
      rest.remove_prefix(1);
    }
  }
}

}  // namespace qpv
