// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/suggestion_list.h"

#include <algorithm>
#include <functional>

#include "geo/address/peaks.h"
#include "geo/core/ground.h"

namespace qpv {
namespace {

constexpr double kOutOfTerritory = 0.5;  // outside of the territory
constexpr double kPerImportance = 0.0003;
constexpr double kNearest = 0.1;

}  // namespace

SuggestionList::SuggestionList(IndexData const& data, SuggestQuery const& query,
                               std::vector<AddressMatch>& found)
    : data_(data), query_(query), found_(found), limit_(std::min(query.limit, kMostMatches)) {
  found_.clear();
}

void SuggestionList::add(AddressMatch match, double score) {
  match.score = weighed(match, score);
  if (limit_ == 0 || all_reach(match.score)) return;
  auto const same = std::ranges::find_if(
      found_, [&](AddressMatch const& known) { return is_same(known, match); });
  if (same != found_.end()) {
    if (match.score <= same->score) return;
    found_.erase(same);
  }
  auto const place =
      std::ranges::upper_bound(found_, match.score, std::ranges::greater(), &AddressMatch::score);
  found_.insert(place, match);
  if (found_.size() > limit_) found_.pop_back();
}

bool SuggestionList::may_enter(std::uint32_t street, double score) const {
  if (!full()) return true;
  AddressMatch match{};
  match.kind = MatchKind::kStreet;
  match.street = static_cast<StreetIdx>(street);
  match.commune = static_cast<CommuneIdx>(data_.streets[street].commune);
  return !all_reach(weighed(match, score));
}

bool SuggestionList::all_reach(double weighed) const {
  return full() && found_.back().score >= weighed;
}

double SuggestionList::weighed(AddressMatch const& match, double score) const {
  auto const& commune = data_.communes[static_cast<std::size_t>(match.commune)];
  auto const street = static_cast<std::uint32_t>(match.street);
  unsigned const weight = match.kind == MatchKind::kMunicipality
                              ? 2U * importance(commune.numbers)
                              : importance(data_.numbers_of(street).size(), commune.numbers);
  score += kPerImportance * weight;
  if (query_.near) {
    score += kNearest / (1 + ground_distance(*query_.near, unpack(commune.centre)) / kNearMetres);
  }
  bool const home =
      query_.territory.empty() || std::ranges::binary_search(query_.territory, match.commune);
  return home ? score : score * kOutOfTerritory;
}

bool SuggestionList::is_same(AddressMatch const& a, AddressMatch const& b) const {
  if (a.commune != b.commune) return false;
  bool const town = a.kind == MatchKind::kMunicipality;
  if (town || b.kind == MatchKind::kMunicipality) return a.kind == b.kind;
  auto const i = static_cast<std::size_t>(a.street);
  auto const k = static_cast<std::size_t>(b.street);
  return data_.street_names[i] == data_.street_names[k] &&
         data_.streets[i].postcode == data_.streets[k].postcode;
}

}  // namespace qpv
