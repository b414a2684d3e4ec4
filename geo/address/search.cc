// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/search.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "geo/address/filter.h"
#include "geo/address/index_data.h"
#include "geo/address/matching.h"
#include "geo/address/query_words.h"
#include "geo/address/scratch.h"
#include "geo/address/street_match.h"
#include "geo/address/street_reading.h"
#include "geo/address/towns.h"
#include "geo/core/ascii.h"
#include "geo/core/ground.h"

namespace qpv {
namespace {

constexpr double kCertain = 0.85;     // other readings of the query need not be tried
constexpr double kGoodEnough = 0.75;  // below, streets elsewhere are looked at too
constexpr float kAnywhere = 0.95F;    // no place was named
constexpr float kElsewhere = 0.6F;    // another place was named
constexpr float kInsteadOfTown =
    0.83F;                           // what looks like a town may be a part of the street's name
constexpr float kTownOnly = 0.4F;    // the town is right, the street was not found
constexpr double kAmbiguous = 0.79;  // the most that one of several equal matches scores
constexpr double kEqual = 0.005;     // scores that say nothing of which one is meant

void keep(std::vector<AddressMatch>& all, AddressFilter const& filter) {
  auto kept = all.begin();
  for (auto& match : all) {
    if (filter.keep(match)) *kept++ = match;
  }
  all.erase(kept, all.end());
}

// Whether the text has these digits, and no others beside them.
bool has_number(std::string_view text, std::string_view digits) {
  if (digits.empty()) return false;
  for (auto at = text.find(digits); at != std::string_view::npos; at = text.find(digits, at + 1)) {
    auto const end = at + digits.size();
    bool const begins = at == 0 || !is_digit(text[at - 1]);
    if (begins && (end == text.size() || !is_digit(text[end]))) return true;
  }
  return false;
}

class Search {
 public:
  Search(AddressIndex const& index, AddressQuery const& query, SearchScratch::Impl& scratch)
      : index_(index),
        data_(index.data()),
        query_(query),
        filter_(index, query),
        scratch_(scratch),
        matches_(data_) {
    matches_.all().swap(scratch_.matches);
    matches_.reset();
  }

  void run(std::vector<AddressMatch>& found) {
    read();
    bool const confined = filter_.by_place();
    if (confined) filter_.confine(scratch_.places, 0, true);
    for (auto const& place : scratch_.places.readings) {
      look_at(place);
      if (matches_.best_whole() >= kCertain) break;
    }
    if (matches_.best() < kGoodEnough) look_at_misspelt_towns();
    bool const named = !scratch_.places.readings.empty();
    bool const all = query_.anywhere && !confined;
    if (all && matches_.best() < (named ? kElsewhere : kGoodEnough)) look_anywhere();
    add_towns();
    rank(found);
    matches_.all().swap(scratch_.matches);
  }

 private:
  void read() {
    auto& text = scratch_.text;
    text.clear();
    for (auto const part : {query_.text, query_.housenumber, query_.street}) append(part, ' ');
    // A postcode that is said twice is none of a place: lists often have it in the address as well.
    if (!has_number(text, query_.postcode)) append(query_.postcode, ',');
    append(query_.city, ',');
    scratch_.folded.fold(std::string_view(text).substr(0, kLongestQuery));
    read_words(scratch_.folded, data_.lexicon, scratch_.words);
    find_places(data_, scratch_.words, scratch_.places);
  }

  void append(std::string_view part, char before) {
    if (part.empty()) return;
    if (!scratch_.text.empty()) scratch_.text += before;
    scratch_.text += part.substr(0, kLongestQuery);
  }

  // The words that are left for the street.
  void take_words(Place const& place) {
    auto& rest = scratch_.rest;
    rest.clear();
    bool broken = true;
    for (std::size_t i = 0; i < scratch_.words.size(); ++i) {
      bool const town = i >= place.town_begin && i < place.town_end;
      if (town || place.postcode_word == i) {
        broken = true;
        continue;
      }
      auto word = scratch_.words[i];
      if (broken) word.gap = Gap::kBreak;
      broken = false;
      rest.push(word);
    }
    drop_after(place);
  }

  // "12 rue Pasteur 62300 Lens, France": words after postcode and town say nothing of the street,
  // unless nothing else does.
  void drop_after(Place const& place) {
    if (!place.postcode_word || place.town_begin == place.town_end) return;
    auto const end = std::max(place.town_end, *place.postcode_word + 1);
    auto const after = scratch_.words.size() - std::min(end, scratch_.words.size());
    auto& rest = scratch_.rest;
    if (after == 0 || after == rest.size()) return;
    auto const tail = rest.all().subspan(rest.size() - after);
    auto const names_street = [](QueryWord const& word) { return word.digits || is_type(word); };
    if (std::ranges::none_of(tail, names_street)) rest.shorten(rest.size() - after);
  }

  void look_at_misspelt_towns() {
    auto& places = scratch_.places;
    auto const known = places.readings.size();
    auto const parts = query_.anywhere ? TownParts::kAll : TownParts::kAtEnd;
    find_misspelt_places(data_, scratch_.words, parts, places);
    if (filter_.by_place()) filter_.confine(places, known, false);
    for (auto i = known; i < places.readings.size() && matches_.best_whole() < kCertain; ++i) {
      look_at(places.readings[i]);
    }
  }

  void look_at(Place const& place) {
    take_words(place);
    read_street(scratch_.rest, scratch_.readings);
    for (auto const& reading : scratch_.readings.all()) {
      if (!prepare(reading)) continue;
      match_in_communes(data_, scratch_.matcher,
                        {scratch_.places.of(place), place.postcode, reading.number}, matches_);
      if (matches_.best_whole() >= kCertain) return;
    }
  }

  bool prepare(StreetReading const& reading) {
    make_street_key(scratch_.rest.all().subspan(reading.begin, reading.end - reading.begin),
                    scratch_.key);
    scratch_.matcher.set(scratch_.key, data_.lexicon);
    return !scratch_.key.core.empty();
  }

  // Where no place was named, or none that has such a street.
  void look_anywhere() {
    auto const& places = scratch_.places;
    float const whole = places.asked_postcode     ? kElsewhere
                        : places.readings.empty() ? kAnywhere
                                                  : kInsteadOfTown;
    look_anywhere(Place{}, whole);
    if (!places.readings.empty()) look_anywhere(places.readings.front(), kElsewhere);
  }

  void look_anywhere(Place const& without, float locality) {
    take_words(without);
    read_street(scratch_.rest, scratch_.readings);
    for (auto const& reading : scratch_.readings.all()) {
      if (!prepare(reading)) continue;
      match_anywhere(data_, scratch_.matcher, {{}, std::nullopt, reading.number}, locality,
                     matches_);
      if (matches_.best_whole() >= kGoodEnough) return;
    }
  }

  void add_towns() {
    for (auto const& place : scratch_.places.readings) {
      take_words(place);
      bool const alone = scratch_.rest.empty();
      for (auto const& commune : scratch_.places.of(place)) {
        if (commune.locality < kSurePlace) continue;
        matches_.add_commune(commune, alone ? 1 : kTownOnly);
      }
    }
  }

  // Among equals: the one written just so, the one nearby, the larger town.
  struct Preference {
    bool verbatim;
    double nearness;
    std::uint32_t size;
    std::uint32_t street;
  };

  [[nodiscard]] Preference preference(AddressMatch const& match) const {
    bool const street = match.kind != MatchKind::kMunicipality;
    auto const commune = index_[match.commune];
    double nearness = 0;
    if (query_.near) {
      nearness =
          -ground_distance(*query_.near, street ? index_[match.street].position : commune.centre);
    }
    bool const verbatim =
        street && scratch_.text.find(index_[match.street].name) != std::string::npos;
    return {verbatim, nearness, commune.numbers, static_cast<std::uint32_t>(match.street)};
  }

  [[nodiscard]] bool before(AddressMatch const& a, AddressMatch const& b) const {
    if (a.score != b.score) return a.score > b.score;
    if (a.number_missing != b.number_missing) return b.number_missing;
    auto const [verbatim_a, near_a, size_a, street_a] = preference(a);
    auto const [verbatim_b, near_b, size_b, street_b] = preference(b);
    return std::tuple(verbatim_b, near_b, size_b, street_a) <
           std::tuple(verbatim_a, near_a, size_a, street_b);
  }

  void rank(std::vector<AddressMatch>& found) {
    auto& all = matches_.all();
    keep(all, filter_);
    auto const shown = std::min({query_.limit, kMostMatches, all.size()});
    // One more than is shown tells whether the last one is alone.
    std::partial_sort(
        all.begin(),
        all.begin() +
            static_cast<std::ptrdiff_t>(std::min(std::max<std::size_t>(shown, 2), all.size())),
        all.end(), [this](AddressMatch const& a, AddressMatch const& b) { return before(a, b); });
    if (all.size() > 1) doubt_equals(all);
    found.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown));
  }

  // Streets that the query fits alike: none of them is certain.
  void doubt_equals(std::span<AddressMatch> sorted) const {
    auto const first = sorted.front();
    if (first.score <= kAmbiguous) return;
    auto const is_equal = [&](AddressMatch const& other) {
      return first.score - other.score <= kEqual && first.number_missing == other.number_missing &&
             preference(first).verbatim == preference(other).verbatim;
    };
    if (!is_equal(sorted[1])) return;
    // Below them, nothing scores more than they do now.
    for (auto& match : sorted) match.score = std::min(match.score, kAmbiguous);
  }

  AddressIndex const& index_;
  IndexData const& data_;
  AddressQuery const& query_;
  AddressFilter filter_;
  SearchScratch::Impl& scratch_;
  Matches matches_;
};

}  // namespace

SearchScratch::SearchScratch() : impl(std::make_unique<Impl>()) {}
SearchScratch::SearchScratch(SearchScratch&&) noexcept = default;
SearchScratch& SearchScratch::operator=(SearchScratch&&) noexcept = default;
SearchScratch::~SearchScratch() = default;

void search(AddressIndex const& index, AddressQuery const& query, SearchScratch& scratch,
            std::vector<AddressMatch>& found) {
  Search(index, query, *scratch.impl).run(found);
}

void keep_only(AddressIndex const& index, AddressQuery const& query,
               std::vector<AddressMatch>& found) {
  keep(found, AddressFilter(index, query));
}

}  // namespace qpv
