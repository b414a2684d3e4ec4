// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/suggest.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/address/index_data.h"
#include "geo/address/matching.h"
#include "geo/address/name_words.h"
#include "geo/address/query_words.h"
#include "geo/address/scratch.h"
#include "geo/address/street_reading.h"
#include "geo/core/ground.h"

namespace qpv {
namespace {

constexpr std::size_t kLeastLetters = 2;
constexpr std::size_t kMostWords = 1500;    // of names that begin alike
constexpr std::size_t kMostStreets = 4000;  // looked at for one list
constexpr float kInside = 0.95F;            // the words begin inside the name, not with it
constexpr float kOtherType = 0.7F;
constexpr float kLacksNumber = 0.85F;
constexpr float kElsewhere = 0.5F;  // outside of the territory
constexpr double kComplete = 0.8;   // from this score on, what is typed is an address already

class Suggestions {
 public:
  Suggestions(AddressIndex const& index, SuggestQuery const& query, SearchScratch& scratch,
              std::vector<AddressMatch>& found)
      : index_(index), data_(index.data()), query_(query), scratch_(scratch), found_(found) {}

  void run() {
    found_.clear();
    auto& words = scratch_.impl->words;
    scratch_.impl->folded.fold(query_.text.substr(0, kLongestQuery));
    read_words(scratch_.impl->folded, data_.lexicon, words);
    if (letters(words) < kLeastLetters) return;
    read_number(words);
    complete_streets(words.size());
    for (std::size_t town = 1; town <= kMostTownWords && first_ + town < words.size(); ++town) {
      complete_towns_of(words.size() - town);
    }
    if (first_ == 0) complete_towns();
    add_search();
    rank();
  }

 private:
  static constexpr std::size_t kMostTownWords = 4;

  static std::size_t letters(QueryWords const& words) {
    std::size_t count = 0;
    for (auto const& word : words.all()) count += word.digits ? 0 : word.text.size();
    return count;
  }

  // A house number at the start; the street begins after it.
  void read_number(QueryWords const& words) {
    StreetReadings readings;
    read_street(words, readings);
    for (auto const& reading : readings.all()) {
      if (!reading.number || reading.end != words.size() || !words[0].digits) continue;
      number_ = reading.number;
      first_ = reading.begin;
      return;
    }
  }

  // The key of the words before `end`.
  [[nodiscard]] StreetKey const& key_of(std::size_t end) const {
    make_street_key(scratch_.impl->words.all().subspan(first_, end - first_), scratch_.impl->key);
    return scratch_.impl->key;
  }

  // Streets whose name has the words in it, the last one perhaps unfinished.
  void complete_streets(std::size_t end) {
    auto const& key = key_of(end);
    if (key.bare.size() < kLeastLetters) return;
    auto const words = words_beginning(data_, key.bare.view());
    std::size_t streets = 0;
    for (auto const& word : words.first(std::min(words.size(), kMostWords))) {
      float const score = score_of(word, key);
      for (auto const street : data_.streets_of_name(word.name)) {
        add(street, score);
        if (++streets == kMostStreets) return;
      }
    }
  }

  [[nodiscard]] float score_of(NameWord const& word, StreetKey const& key) const {
    auto const name = data_.name(word.name);
    float score = word.offset == 0 ? 1 : kInside;
    if (key.type != 0 && name.type != key.type) score *= kOtherType;
    // The shorter the rest, the likelier it is the one.
    auto const rest =
        static_cast<float>(name.bare.size() - std::min(name.bare.size(), key.bare.size()));
    return score - 0.004F * std::min(rest, 20.0F);
  }

  // "rue jean jaures le": a whole name, then the beginning of a town.
  void complete_towns_of(std::size_t begin) {
    auto const& key = key_of(begin);
    if (key.bare.empty()) return;
    auto const towns = towns_beginning(begin);
    if (towns.empty()) return;
    auto const words = words_beginning(data_, key.bare.view());
    for (auto const& word : words.first(std::min(words.size(), kMostWords))) {
      if (data_.name(word.name).bare.size() - word.offset != key.bare.size()) continue;
      float const score = score_of(word, key);
      for (auto const street : data_.streets_of_name(word.name)) {
        auto const commune = data_.streets[street].commune;
        if (std::ranges::find(towns, commune, &TownRecord::commune) != towns.end()) {
          add(street, score + 0.5F);
        }
      }
    }
  }

  // Rows of kTowns whose key begins with the words from `begin` on.
  [[nodiscard]] std::span<TownRecord const> towns_beginning(std::size_t begin) const {
    constexpr std::size_t kMostTowns = 200;
    ShortText key;
    make_town_key(scratch_.impl->words.all().subspan(begin), key);
    auto const start = [&](TownRecord const& record) {
      return data_.text_at(record.key).substr(0, key.size());
    };
    auto const all = data_.towns.all();
    auto const first = std::ranges::lower_bound(all, key.view(), {}, start);
    auto const end = std::ranges::upper_bound(all, key.view(), {}, start);
    auto const count = static_cast<std::size_t>(end - first);
    return all.subspan(static_cast<std::size_t>(first - all.begin()), std::min(count, kMostTowns));
  }

  void complete_towns() {
    for (auto const& town : towns_beginning(0)) {
      auto match = town_match(town.commune);
      match.score = weighed(match, 1);
      keep(match);
    }
  }

  void add(std::uint32_t street, float score) {
    auto match = street_match(data_, street, number_);
    if (match.number_missing) score *= kLacksNumber;
    match.parts = {score, 1, 1};
    match.score = weighed(match, score);
    keep(match);
  }

  // Larger towns and what is near first, a little; the territory first, clearly.
  [[nodiscard]] double weighed(AddressMatch const& match, double score) const {
    auto const commune = index_[match.commune];
    score += 0.01 * std::log10(1.0 + commune.numbers);
    if (query_.near) {
      constexpr double kNearMetres = 20'000;
      score += 0.1 / (1 + ground_distance(*query_.near, commune.centre) / kNearMetres);
    }
    if (query_.in_territory && !query_.in_territory(match.commune)) score *= kElsewhere;
    return score;
  }

  // The best so far, in order; each street or town once.
  void keep(AddressMatch const& match) {
    auto const limit = std::min(query_.limit, kMostMatches);
    if (limit == 0 || (found_.size() == limit && match.score <= found_.back().score)) return;
    auto const same = std::ranges::find_if(found_, [&](AddressMatch const& known) {
      return known.street == match.street && known.commune == match.commune;
    });
    if (same != found_.end()) {
      if (match.score <= same->score) return;
      found_.erase(same);
    }
    auto const place =
        std::ranges::upper_bound(found_, match.score, std::ranges::greater(), &AddressMatch::score);
    found_.insert(place, match);
    if (found_.size() > limit) found_.pop_back();
  }

  // What a search of the same text finds comes first where it is good, and last where little else
  // is.
  void add_search() {
    auto& matches = scratch_.impl->suggested;
    AddressQuery asked;
    asked.text = query_.text;
    asked.near = query_.near;
    asked.limit = query_.limit;
    search(index_, asked, scratch_, matches);
    for (auto match : matches) {
      match.score = match.score >= kComplete ? match.score + 1 : match.score * kElsewhere;
      if (query_.in_territory && !query_.in_territory(match.commune)) match.score *= kElsewhere;
      keep(match);
    }
  }

  // To the scale of scores.
  void rank() {
    constexpr double kHighest = 2;
    for (auto& match : found_) match.score = std::clamp(match.score / kHighest, 0.0, 1.0);
  }

  AddressIndex const& index_;
  IndexData const& data_;
  SuggestQuery const& query_;
  SearchScratch& scratch_;
  std::vector<AddressMatch>& found_;
  std::optional<NumberAsked> number_;
  std::size_t first_ = 0;  // word of the street
};

}  // namespace

void suggest(AddressIndex const& index, SuggestQuery const& query, SearchScratch& scratch,
             std::vector<AddressMatch>& found) {
  Suggestions(index, query, scratch, found).run();
}

}  // namespace qpv
