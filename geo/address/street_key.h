// SPDX-License-Identifier: EUPL-1.2
//
// What distinguishes one street's name from another: the same for names of the base and for the
// part of a query that names a street.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "geo/address/fold.h"
#include "geo/address/lexicon.h"
#include "geo/address/short_text.h"

namespace qpv {

// Pairs of neighbouring letters as bits, of the spelling and of the sound: names that resemble each
// other share most of them, which two instructions tell.
struct Signature {
  std::uint64_t letters = 0;
  std::uint64_t sounds = 0;

  [[nodiscard]] int size() const { return std::popcount(letters) + std::popcount(sounds); }
  [[nodiscard]] int common(Signature const& other) const {
    return std::popcount(letters & other.letters) + std::popcount(sounds & other.sounds);
  }
};

std::uint64_t letter_pairs(std::string_view folded);
// Those that a text has wherever in another one it stands: less the first letter as a beginning.
std::uint64_t inner_letter_pairs(std::string_view folded);

struct StreetKey {
  std::uint8_t type = 0;  // of the lexicon; 0 where the name has none
  ShortText core;         // without its type: "de la republique"
  ShortText bare;         // without small words either: "republique"; all of it if nothing is left
  ShortText sound;        // of the bare name, without spaces
  Signature signature;    // of the bare name
};

// A token as the lexicon has it: what it is called by, and its entry if it has one.
struct CanonicalToken {
  std::string_view text;
  Word const* word;  // of the token as it was written
};

// Token i of a text; none for the mark of an order ("1er", "2ème"). A number has no leading zeros.
std::optional<CanonicalToken> canonical_token(FoldedText const& text, std::size_t i,
                                              Lexicon const& lexicon);

// All of them; returns how many.
std::size_t canonical_tokens(FoldedText const& text, Lexicon const& lexicon,
                             std::span<CanonicalToken> out);

// Of tokens in a row. A type of street is one only at the beginning, before other words.
void make_street_key(std::span<CanonicalToken const> tokens, StreetKey& key);

// The key of a town's name: canonical tokens without anything between them.
void make_town_key(std::span<CanonicalToken const> tokens, ShortText& key);

}  // namespace qpv
