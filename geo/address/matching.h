// SPDX-License-Identifier: EUPL-1.2
//
// From one reading of a query to the streets and numbers that it may mean. Internal to geo/address.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "geo/address/index_data.h"
#include "geo/address/query_words.h"
#include "geo/address/search.h"
#include "geo/address/street_match.h"
#include "geo/address/street_reading.h"
#include "geo/address/towns.h"

namespace qpv {

// A town, and a street with the number that is asked of it: kStreet or kLocality, and
// number_missing, where it lacks it. Neither has a score yet.
AddressMatch town_match(std::uint32_t commune);
AddressMatch street_match(IndexData const& index, std::uint32_t street,
                          std::optional<NumberAsked> const& asked);

// Where streets are looked for, and the number there.
struct StreetSearch {
  std::span<PlaceCommune const> communes;
  std::optional<std::uint32_t> postcode;  // row of kPostcodes
  std::optional<NumberAsked> number;
};

// Collects what readings find, each street once, with its best score.
class Matches {
 public:
  explicit Matches(IndexData const& index) : index_(&index) {}
  [[nodiscard]] double best() const { return best_; }
  // The best of those that have the number which is asked for.
  [[nodiscard]] double best_whole() const { return best_whole_; }
  void reset() {
    found_.clear();
    best_ = best_whole_ = 0;
  }

  // `likeness` of the street's name (StreetMatcher) and `locality` of its commune (Places).
  void add_street(std::uint32_t street, float likeness, float locality, StreetSearch const& where);
  // Scores the part of its locality that is said.
  void add_commune(PlaceCommune const& commune, float part);

  [[nodiscard]] std::vector<AddressMatch>& all() { return found_; }

 private:
  void add(AddressMatch const& match);

  IndexData const* index_;
  std::vector<AddressMatch> found_;
  double best_ = 0;
  double best_whole_ = 0;
};

// The streets of some communes that resemble a name most.
void match_in_communes(IndexData const& index, StreetMatcher const& matcher,
                       StreetSearch const& where, Matches& matches);

// Streets anywhere in the base whose name is, or has in it, the one asked for. `locality` says how
// well a commune agrees.
void match_anywhere(IndexData const& index, StreetMatcher const& matcher, StreetSearch const& where,
                    float locality, Matches& matches);

}  // namespace qpv
