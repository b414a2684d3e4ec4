// SPDX-License-Identifier: EUPL-1.2
//
// The words that addresses are written with, as data/lexicon lists them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

// How much of an address a word that says nothing of the street takes with it.
enum class Noise : std::uint8_t {
  kNone,
  kAlone,       // the word itself
  kOne,         // and the one after it: "bât A"
  kNumber,      // and the number or letter after it, only where there is one: "BP 12"
  kOrder,       // and the number before or after it: "2e étage"
  kThree,       // and the two after it: "rez-de-chaussée"
  kNumberMark,  // stands before a house number: "n°"
  kCedex,       // and a number of two digits; makes the postcode one of distribution
  kRest,        // up to the next house number or type of street: "chez M. Durand"
};

struct Word {
  std::string canonical;  // what it stands for wherever it is; empty: itself
  std::uint8_t type = 0;  // of streets, when it begins a name; 0: none
  bool small = false;     // weighs nothing in a name
  bool title = false;     // weighs little
  std::string suffix;     // of house numbers: what it stands for; empty: none
  Noise noise = Noise::kNone;
};

class Lexicon {
 public:
  [[nodiscard]] Word const* find(std::string_view folded) const {
    auto const found = words_.find(folded);
    return found == words_.end() ? nullptr : &found->second;
  }
  // The folded word of a type: "boulevard".
  [[nodiscard]] std::string_view type(std::uint8_t type) const {
    return type < types_.size() ? std::string_view(types_[type]) : std::string_view();
  }

  // All files of data/lexicon, each after a line "# file: NAME.tsv"; lines that begin with # are
  // comments. kCorruptData names file and line that are not as data/README.md says.
  static Result<Lexicon> read(std::string_view text);

 private:
  friend class LexiconReader;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::unordered_map<std::string, Word, Hash, std::equal_to<>> words_;
  std::vector<std::string> types_{""};
};

}  // namespace qpv
