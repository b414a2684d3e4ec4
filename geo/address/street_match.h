// SPDX-License-Identifier: EUPL-1.2
//
// How much the name of a street resembles what someone wrote. Internal to geo/address.
#pragma once

#include "geo/address/edit_distance.h"
#include "geo/address/index_data.h"
#include "geo/address/street_key.h"

namespace qpv {

// At this likeness and above, the name is the one asked for: at most two letters differ, or it
// sounds the same, and its type of street is not another one.
inline constexpr float kSameStreet = 0.8F;

// What someone wrote, ready to be compared with many names.
class StreetMatcher {
 public:
  void set(StreetKey const& key, Lexicon const& lexicon);
  [[nodiscard]] StreetKey const& key() const { return *key_; }

  // 0 to 1; 1 for the same words and type.
  [[nodiscard]] float likeness(NameTexts const& name) const;
  // Whether at most two letters differ, of names of one type or of a type left out: quick.
  [[nodiscard]] bool is_near(NameTexts const& name) const;
  // Whether what was written is the name less its small words, or with others.
  [[nodiscard]] bool lacks_small_words(NameTexts const& name) const;

 private:
  [[nodiscard]] float name_likeness(NameTexts const& name) const;
  [[nodiscard]] float with_type(float likeness, NameTexts const& name) const;
  [[nodiscard]] float by_words(NameTexts const& name) const;
  // Letters that differ from the name with its type before it.
  [[nodiscard]] unsigned distance_with_type(NameTexts const& name) const;

  StreetKey const* key_ = nullptr;
  Lexicon const* lexicon_ = nullptr;
  ShortText whole_;  // with its type, where that may be a part of the name
  EditPattern core_;
  EditPattern sound_;
};

}  // namespace qpv
