// SPDX-License-Identifier: EUPL-1.2
//
// What a name that is being typed may become. Internal to geo/address.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "geo/address/edit_distance.h"
#include "geo/address/index_data.h"
#include "geo/address/query_words.h"
#include "geo/address/street_key.h"

namespace qpv {

// Whether the last word may go on: then it is taken as it is written, since what looks like a small
// word or an abbreviation ("la", "st") may be the beginning of any other.
enum class LastWord : std::uint8_t { kOpen, kWhole };

// What a score loses by the letters that are left to type: the fewer, the likelier it is the one.
float doubt_of_rest(std::size_t letters);

// The beginning of a street's name, ready to be compared with many.
class StreetCompletion {
 public:
  void set(std::span<QueryWord const> words, LastWord last);
  [[nodiscard]] StreetKey const& key() const { return key_; }

  // Whether a name with these letters may go on so: quick, to leave out most of them.
  [[nodiscard]] bool may_be(Signature const& name) const {
    return (name.letters & pairs_) == pairs_;
  }
  [[nodiscard]] bool may_resemble(Signature const& name) const;

  // 0: the name does not go on so. At most about 1: it does, from its first word on, and what is
  // left is short.
  [[nodiscard]] float score(NameTexts const& name) const;
  // Of a name that nearly goes on so; lower than any score().
  [[nodiscard]] float loose_score(NameTexts const& name) const;

 private:
  [[nodiscard]] float with_type(float score, NameTexts const& name) const;
  [[nodiscard]] unsigned distance_to(std::string_view rest) const;

  StreetKey key_;
  std::uint64_t pairs_ = 0;
  unsigned allowed_ = 0;  // letters that may differ
  EditPattern pattern_;
};

// The key of a town's name as far as it is typed.
void make_open_town_key(std::span<QueryWord const> words, LastWord last, ShortText& key);

}  // namespace qpv
