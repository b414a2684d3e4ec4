// SPDX-License-Identifier: EUPL-1.2
//
// The best suggestions so far. Internal to geo/address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/address/index_data.h"
#include "geo/address/suggest.h"

namespace qpv {

inline constexpr double kNearMetres = 20'000;  // what is nearer to who types is likelier meant

// In order, best first, and what reads alike once. Before they are compared, scores are weighed:
// what has more addresses and what is near goes first, a little; the territory, clearly.
class SuggestionList {
 public:
  // Clears `found`, where they are kept. All three are referred to.
  SuggestionList(IndexData const& data, SuggestQuery const& query,
                 std::vector<AddressMatch>& found);

  void add(AddressMatch match, double score);
  // Whether the street would be kept if it has all that is asked.
  [[nodiscard]] bool may_enter(std::uint32_t street, double score) const;
  // Whether there is no place left for what weighs less than this.
  [[nodiscard]] bool all_reach(double weighed) const;
  [[nodiscard]] bool empty() const { return found_.empty(); }

 private:
  [[nodiscard]] bool full() const { return found_.size() == limit_; }
  [[nodiscard]] double weighed(AddressMatch const& match, double score) const;
  [[nodiscard]] bool is_same(AddressMatch const& a, AddressMatch const& b) const;

  IndexData const& data_;
  SuggestQuery const& query_;
  std::vector<AddressMatch>& found_;
  std::size_t limit_;
};

}  // namespace qpv
