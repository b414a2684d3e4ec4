// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/matching.h"

#include <algorithm>
#include <array>
#include <functional>

#include "geo/address/name_words.h"

namespace qpv {
namespace {

constexpr float kNotTheNumber = 0.93F;   // the street lacks it
constexpr float kOtherEnd = 0.99F;       // of a range
constexpr float kWithoutSuffix = 0.95F;  // "12 bis" asked, 12 there
constexpr float kOtherCode = 0.99F;      // the street's own postcode is another one
constexpr float kLeastLikeness = 0.35F;
// Who writes "rue Coureau" means the rue du Coureau rather than a rue Couteau: the most that one of
// these scores beside it, and from where on a name is the very one.
constexpr float kRival = 0.72F;
constexpr float kSameName = 0.97F;
constexpr std::size_t kShortName = 24;  // letters, small words included

std::string_view ordinal(std::string_view suffix, Lexicon const& lexicon) {
  auto const* const word = lexicon.find(suffix);
  return word != nullptr && !word->suffix.empty() ? std::string_view(word->suffix) : suffix;
}

// How well a stored suffix is the one asked for: 2 the same, 1 the same by another name ("b" for
// "bis"), 0 another one.
int suffix_likeness(IndexData const& index, std::uint32_t row, std::string_view asked) {
  if (row == 0) return asked.empty() ? 2 : 0;
  FoldedText folded;
  folded.fold(index.text_at(index.suffixes[row]));
  if (folded.tokens().empty()) return 0;
  if (folded.all() == asked) return 2;
  return ordinal(folded.all(), index.lexicon) == ordinal(asked, index.lexicon) ? 1 : 0;
}

struct FoundNumber {
  NumberIdx number;
  float part;  // MatchParts::number
};

// Of the rows of one number in a street.
std::optional<FoundNumber> best_suffix(IndexData const& index, std::size_t first,
                                       std::span<std::uint32_t const> rows,
                                       std::string_view asked) {
  std::optional<std::size_t> found;
  std::optional<std::size_t> plain;
  int best = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const row = rows[i] & kSuffixMask;
    int const likeness = suffix_likeness(index, row, asked);
    if (likeness > best) {
      best = likeness;
      found = first + i;
    }
    if (row == 0) plain = first + i;
  }
  if (found) return FoundNumber{static_cast<NumberIdx>(*found), 1};
  if (plain) return FoundNumber{static_cast<NumberIdx>(*plain), kWithoutSuffix};
  return std::nullopt;
}

std::optional<FoundNumber> find_one(IndexData const& index, std::uint32_t street,
                                    std::uint32_t number, std::string_view suffix) {
  auto const range = index.numbers_of(street);
  auto const first = static_cast<std::size_t>(range.first);
  auto const rows = index.numbers.range(first, static_cast<std::size_t>(range.end));
  // Not equal_range: clang 14 cannot take the subrange that it returns.
  auto const number_of = [](std::uint32_t packed) { return packed >> kSuffixBits; };
  auto const begin = std::ranges::lower_bound(rows, number, {}, number_of);
  auto const end = std::ranges::upper_bound(rows, number, {}, number_of);
  auto const offset = static_cast<std::size_t>(begin - rows.begin());
  return best_suffix(index, first + offset,
                     rows.subspan(offset, static_cast<std::size_t>(end - begin)), suffix);
}

// Keeps the streets of the highest rank, in a list in place.
class Best {
 public:
  static constexpr std::size_t kMost = 20;
  struct Candidate {
    int rank;
    std::uint32_t street;
    float locality;
    float likeness = 0;
    bool lacks_words = false;
  };

  [[nodiscard]] bool takes(int rank) const { return rank > lowest_; }
  void put(Candidate const& candidate) {
    all_[count_ < kMost ? count_++ : lowest_at_] = candidate;
    if (count_ < kMost) return;
    auto const lowest = std::ranges::min_element(all_, {}, &Candidate::rank);
    lowest_at_ = static_cast<std::size_t>(lowest - all_.begin());
    lowest_ = lowest->rank;
  }
  // Highest rank first.
  void sort() { std::ranges::sort(likely(), std::greater<>(), &Candidate::rank); }
  [[nodiscard]] std::span<Candidate> likely() { return {all_.data(), count_}; }
  [[nodiscard]] int highest() const { return count_ > 0 ? all_[0].rank : 0; }

 private:
  std::array<Candidate, kMost> all_;
  std::size_t count_ = 0;
  std::size_t lowest_at_ = 0;  // once it is full
  int lowest_ = -1000;
};

// One letter changes most of the pairs of a short name ("gare", "grae"): each of them is compared.
void match_short_names(IndexData const& index, StreetMatcher const& matcher,
                       StreetSearch const& where, Matches& matches) {
  for (auto const& place : where.communes) {
    auto const range = index.streets_of(place.commune);
    for (auto street = static_cast<std::uint32_t>(range.first);
         street < static_cast<std::uint32_t>(range.end); ++street) {
      auto const name = index.name_of_street(street);
      if (!matcher.is_near(name)) continue;
      matches.add_street(street, matcher.likeness(name), place.locality, where);
    }
  }
}

void find_similar(IndexData const& index, Signature const& asked, StreetSearch const& where,
                  Best& best) {
  int const size = asked.size();
  for (auto const& place : where.communes) {
    auto const range = index.streets_of(place.commune);
    auto const first = static_cast<std::uint32_t>(range.first);
    auto const signatures = index.signatures.range(first, static_cast<std::size_t>(range.end));
    for (std::uint32_t i = 0; i < signatures.size(); ++i) {
      int const common = asked.common(signatures[i]);
      if (common * 4 < size) continue;
      // What both have counts, what only the street has counts against it.
      int const rank = 4 * common - signatures[i].size();
      if (best.takes(rank)) best.put({rank, first + i, place.locality});
    }
  }
  best.sort();
}

MatchKind kind_of(StreetRecord const& street) {
  return static_cast<RowKind>(street.kind) == RowKind::kLocality ? MatchKind::kLocality
                                                                 : MatchKind::kStreet;
}

// The number that is asked for, or the one that stands nearest to it: the end of the range given,
// or the number without its suffix. None where the street has neither.
std::optional<FoundNumber> find_number(IndexData const& index, std::uint32_t street,
                                       NumberAsked const& asked) {
  auto const found = find_one(index, street, asked.number, asked.suffix);
  if (found || !asked.other) return found;
  auto other = find_one(index, street, *asked.other, {});
  if (other) other->part = std::min(other->part, kOtherEnd);
  return other;
}

}  // namespace

AddressMatch town_match(std::uint32_t commune) {
  constexpr StreetIdx kNoStreet{0xFFFFFFFFU};
  AddressMatch match{};
  match.kind = MatchKind::kMunicipality;
  match.commune = static_cast<CommuneIdx>(commune);
  match.street = kNoStreet;
  match.parts.number = 1;
  return match;
}

AddressMatch street_match(IndexData const& index, std::uint32_t street,
                          std::optional<NumberAsked> const& asked) {
  auto const& record = index.streets[street];
  AddressMatch match{};
  match.kind = kind_of(record);
  match.commune = static_cast<CommuneIdx>(record.commune);
  match.street = static_cast<StreetIdx>(street);
  match.parts.number = 1;
  if (!asked) return match;
  if (auto const number = find_number(index, street, *asked)) {
    match.kind = MatchKind::kHousenumber;
    match.number = number->number;
    match.parts.number = number->part;
  } else {
    match.number_missing = true;
    match.parts.number = kNotTheNumber;
  }
  return match;
}

void Matches::add_street(std::uint32_t street, float likeness, float locality,
                         StreetSearch const& where) {
  auto match = street_match(*index_, street, where.number);
  match.parts.street = likeness;
  match.parts.locality = locality;
  match.score = static_cast<double>(likeness) * locality * match.parts.number;
  if (where.postcode && index_->streets[street].postcode != *where.postcode) {
    match.score *= kOtherCode;
  }
  add(match);
}

void Matches::add_commune(PlaceCommune const& commune, float part) {
  auto match = town_match(commune.commune);
  match.parts.locality = commune.locality;
  match.score = static_cast<double>(commune.locality) * part;
  add(match);
}

void Matches::add(AddressMatch const& match) {
  best_ = std::max(best_, match.score);
  if (!match.number_missing) best_whole_ = std::max(best_whole_, match.score);
  for (auto& known : found_) {
    if (known.street == match.street && known.commune == match.commune) {
      if (match.score > known.score) known = match;
      return;
    }
  }
  found_.push_back(match);
}

void match_in_communes(IndexData const& index, StreetMatcher const& matcher,
                       StreetSearch const& where, Matches& matches) {
  Best best;
  find_similar(index, matcher.key().signature, where, best);
  float likest = 0;
  bool lacks_words = false;
  for (auto& candidate : best.likely()) {
    // After the very name, only what resembles it nearly as much could be meant.
    if (likest >= kSameName && candidate.rank < best.highest() / 2) {
      candidate.likeness = 0;
      continue;
    }
    auto const name = index.name_of_street(candidate.street);
    candidate.likeness = matcher.likeness(name);
    candidate.lacks_words = matcher.lacks_small_words(name);
    lacks_words = lacks_words || candidate.lacks_words;
    likest = std::max(likest, candidate.likeness);
  }
  for (auto const& candidate : best.likely()) {
    float likeness = candidate.likeness;
    if (lacks_words && !candidate.lacks_words && likeness < kSameName) {
      likeness = std::min(likeness, kRival);
    }
    if (likeness >= kLeastLikeness) {
      matches.add_street(candidate.street, likeness, candidate.locality, where);
    }
  }
  if (likest < kSameStreet && !lacks_words && matches.best() < kSameStreet &&
      matcher.key().core.size() <= kShortName) {
    match_short_names(index, matcher, where, matches);
  }
}

void match_anywhere(IndexData const& index, StreetMatcher const& matcher, StreetSearch const& where,
                    float locality, Matches& matches) {
  constexpr std::size_t kMostStreets = 2000;
  constexpr float kLeastAnywhere = 0.6F;
  std::size_t streets = 0;
  each_name_with(index, matcher.key().bare.view(), [&](std::uint32_t name) {
    float const likeness = matcher.likeness(index.name(name));
    if (likeness < kLeastAnywhere) return true;
    auto const of_name = index.streets_of_name(name);
    for (auto const street : of_name) matches.add_street(street, likeness, locality, where);
    streets += of_name.size();
    return streets < kMostStreets;
  });
}

}  // namespace qpv
