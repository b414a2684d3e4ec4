// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/towns.h"

#include <algorithm>
#include <charconv>

#include "geo/address/edit_distance.h"
#include "geo/address/street_key.h"

namespace qpv {
namespace {

constexpr std::size_t kMostTownsOfName = 64;

// How well a commune agrees when the query says something else than its name and postcode.
constexpr float kOtherPostcode = 0.93F;
constexpr float kOtherDepartment = 0.86F;
constexpr float kNeighbour = 0.72F;  // shares the postcode, but another town is named
constexpr float kPerLetter = 0.03F;  // of a misspelt town
// A part of a town's name is doubted like so many letters.
constexpr unsigned kPart = 2;
constexpr std::size_t kShortestPart = 4;

// Words begin to end of the query name towns first to end of kTowns.
struct TownSpan {
  std::size_t begin;
  std::size_t end;
  std::uint32_t first;
  unsigned distance;  // letters that differ
};
using TownSpans = ShortList<TownSpan, 8>;

class PlaceFinder {
 public:
  PlaceFinder(IndexData const& index, QueryWords const& words, Places& places)
      : index_(index), words_(words), places_(places) {}

  void find() {
    places_.readings.clear();
    places_.communes.clear();
    places_.asked_postcode.reset();
    find_postcode();
    TownSpans spans;
    find_exact(spans);
    if (postcode_) find_misspelt_at_postcode(spans);
    // Towns that agree with the postcode first.
    std::stable_partition(spans.all().begin(), spans.all().end(),
                          [&](TownSpan const& span) { return has_postcode(span); });
    for (auto const& span : spans.all()) add_reading(span);
    if (postcode_) add_postcode_alone(spans);
  }

  std::size_t find_misspelt(TownParts parts) {
    auto const before = places_.readings.size();
    find_postcode();
    TownSpans exact;
    find_exact(exact);
    if (std::ranges::any_of(exact.all(), [&](auto const& span) { return has_postcode(span); })) {
      return 0;
    }
    TownSpans misspelt;
    find_misspelt(exact, parts, misspelt);
    for (auto const& span : misspelt.all()) add_reading(span);
    return places_.readings.size() - before;
  }

 private:
  [[nodiscard]] std::string_view key_of(std::uint32_t town) const {
    return index_.text_at(index_.towns[town].key);
  }

  std::optional<std::uint32_t> known_postcode(std::uint32_t code) const {
    auto const all = index_.postcodes.all();
    auto const found = std::ranges::lower_bound(all, code, {}, &PostcodeRecord::code);
    if (found == all.end() || found->code != code || found + 1 == all.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - all.begin());
  }

  // The last five digits of the query that are a postcode; else four that lost a zero; else, for
  // an unknown code of a CEDEX, the office's own code (62302 is delivered from 62300).
  void find_postcode() {
    constexpr std::size_t kDigits = 5;
    std::optional<std::size_t> unknown;
    for (std::size_t i = words_.size(); i-- > 0;) {
      auto const& word = words_[i];
      if (!word.digits || word.marked) continue;
      auto const size = word.text.size();
      std::uint32_t code = 0;
      std::from_chars(word.text.data(), word.text.data() + size, code);
      bool const lost_zero = size == kDigits - 1 && i > 0 && code >= 1000;
      if (size != kDigits && !lost_zero) continue;
      auto const known = known_postcode(code);
      if (known && (size == kDigits || !postcode_)) {
        postcode_word_ = i;
        postcode_ = known;
        places_.asked_postcode = code;
        if (size == kDigits) return;
      } else if (size == kDigits && !unknown) {
        unknown = i;
        places_.asked_postcode = code;
      }
    }
    if (postcode_ || !unknown) return;
    postcode_word_ = unknown;
    postcode_ = known_postcode(*places_.asked_postcode / 100 * 100);
  }

  [[nodiscard]] std::span<std::uint32_t const> communes_of_postcode() const {
    if (!postcode_) return {};
    return index_.postcode_towns.range(index_.postcodes[*postcode_].first_town,
                                       index_.postcodes[*postcode_ + std::size_t{1}].first_town);
  }

  [[nodiscard]] bool is_at_postcode(std::uint32_t commune) const {
    return std::ranges::binary_search(communes_of_postcode(), commune);
  }

  [[nodiscard]] bool has_postcode(TownSpan const& span) const {
    for (auto town = span.first; is_same_name(town, span.first); ++town) {
      if (is_at_postcode(index_.towns[town].commune)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_same_name(std::uint32_t town, std::uint32_t first) const {
    return town < index_.towns.size() && index_.towns[town].key == index_.towns[first].key;
  }

  void make_key(std::size_t begin, std::size_t end, ShortText& key) const {
    make_town_key(words_.all().subspan(begin, end - begin), key);
  }

  std::optional<std::uint32_t> find_town(std::string_view key) const {
    auto const size = index_.town_table.size();
    if (size == 0) return std::nullopt;
    std::size_t slot = town_hash(key) & (size - 1);
    for (std::size_t steps = 0; steps < size; ++steps) {
      auto const entry = index_.town_table[slot];
      if (entry == 0) return std::nullopt;
      if (key_of(entry - 1) == key) return entry - 1;
      slot = (slot + 1) & (size - 1);
    }
    return std::nullopt;
  }

  // Calls with the spans of words that may name a town: after the postcode, before it, at the end
  // and at the start of the query; longer ones first.
  template <class Use>
  void each_span(Use use) const {
    auto const from = [&](std::size_t begin, std::size_t limit) {
      for (auto end = std::min(begin + kMostTownWords, limit); end > begin; --end) use(begin, end);
    };
    auto const to = [&](std::size_t end, std::size_t limit) {
      for (auto begin = std::max(limit + kMostTownWords, end) - kMostTownWords; begin < end;
           ++begin) {
        use(begin, end);
      }
    };
    auto const size = words_.size();
    if (postcode_word_) {
      from(*postcode_word_ + 1, size);
      to(*postcode_word_, 0);
      if (*postcode_word_ + 1 < size) to(size, *postcode_word_ + 1);
      if (*postcode_word_ > 0) from(0, *postcode_word_);
    } else {
      to(size, 0);
      from(0, size);
    }
  }

  void find_exact(TownSpans& spans) const {
    ShortText key;
    each_span([&](std::size_t begin, std::size_t end) {
      bool const known = std::ranges::any_of(spans.all(), [&](TownSpan const& span) {
        return span.begin <= begin && end <= span.end;
      });
      if (known || spans.full()) return;
      make_key(begin, end, key);
      if (auto const town = find_town(key.view())) spans.push({begin, end, *town, 0});
    });
  }

  // At most one letter in four.
  static unsigned allowed(std::size_t size) {
    return size < 3 ? 0 : static_cast<unsigned>(std::min<std::size_t>(1 + size / 6, 3));
  }

  void keep_nearest(TownSpans& spans, TownSpan const& found) const {
    for (auto& span : spans.all()) {
      if (span.distance == 0) continue;
      if (found.distance < span.distance) span = found;
      return;
    }
    spans.push(found);
  }

  // Where a town of the postcode is there as it is written, only a longer name may be meant:
  // "Noyelles Vermelles" is Noyelles-lès-Vermelles before it is a street of Vermelles.
  void find_misspelt_at_postcode(TownSpans& spans) const {
    TownSpans const exact = spans;
    bool const agrees =
        std::ranges::any_of(exact.all(), [&](TownSpan const& span) { return has_postcode(span); });
    ShortText key;
    EditPattern pattern;
    each_span([&](std::size_t begin, std::size_t end) {
      if (agrees && !is_longer(begin, end, exact)) return;
      make_key(begin, end, key);
      pattern.set(key.view());
      for (auto const commune : communes_of_postcode()) {
        auto const town = index_.communes[commune].town;
        if (is_one_of(town, exact)) continue;
        auto const distance = pattern.distance(key_of(town));
        if (distance <= allowed(key_of(town).size())) {
          keep_nearest(spans, {begin, end, town, distance});
        }
        if (!agrees && is_part({begin, end, town, kPart}, key.view())) {
          keep_nearest(spans, {begin, end, town, kPart});
        }
      }
    });
  }

  // Than one of the spans, which it holds.
  static bool is_longer(std::size_t begin, std::size_t end, TownSpans const& spans) {
    return std::ranges::any_of(spans.all(), [&](TownSpan const& span) {
      return begin <= span.begin && span.end <= end && end - begin > span.end - span.begin;
    });
  }

  [[nodiscard]] bool is_one_of(std::uint32_t town, TownSpans const& spans) const {
    return std::ranges::any_of(
        spans.all(), [&](TownSpan const& span) { return is_same_name(town, span.first); });
  }

  // "Bully" for Bully-les-Mines.
  [[nodiscard]] bool is_part(TownSpan const& span, std::string_view key) const {
    return key.size() >= kShortestPart && key_of(span.first).starts_with(key) && !is_in_name(span);
  }

  // At the end of the query, where only one town's name begins so.
  void find_part(std::string_view key, TownSpan span, TownSpans& spans) const {
    auto const towns = index_.towns.all();
    auto const start = [&](TownRecord const& record) {
      return index_.text_at(record.key).substr(0, key.size());
    };
    auto const first = std::ranges::lower_bound(towns, key, {}, start);
    if (first == towns.end() || span.end != words_.size()) return;
    span.first = static_cast<std::uint32_t>(first - towns.begin());
    span.distance = kPart;
    if (!is_part(span, key)) return;
    auto const other = std::ranges::find_if(
        first, towns.end(), [&](TownRecord const& town) { return town.commune != first->commune; });
    if (other == towns.end() || start(*other) != key) keep_nearest(spans, span);
  }

  // `exact`: towns that are there as they are written; of them, only a longer name may be meant
  // ("Loison-slus-Lens").
  void find_misspelt(TownSpans const& exact, TownParts parts, TownSpans& misspelt) const {
    constexpr std::size_t kMostTries = 10;
    constexpr std::size_t kMostAtEnd = 2;
    ShortText key;
    std::size_t tried = 0;
    each_span([&](std::size_t begin, std::size_t end) {
      bool const is_known = std::ranges::any_of(exact.all(), [&](TownSpan const& span) {
        return span.begin <= begin && end <= span.end;
      });
      if (is_known || end - begin > 4 || (begin == 0 && end == words_.size())) return;
      bool const at_end = end == words_.size() && end - begin <= kMostAtEnd;
      if (parts == TownParts::kAtEnd && !at_end) return;
      if (++tried > kMostTries) return;
      make_key(begin, end, key);
      find_part(key.view(), {begin, end, 0, 0}, misspelt);
      if (key.size() >= 3) find_like(key.view(), {begin, end, 0, 0}, misspelt);
    });
  }

  void find_like(std::string_view key, TownSpan span, TownSpans& spans) const {
    EditPattern const pattern(key);
    auto const pairs = letter_pairs(key);
    // A letter that differs makes three pairs differ at most, on either side.
    int const most = 3 * static_cast<int>(allowed(key.size()));
    auto const towns = index_.towns.all();
    for (std::uint32_t town = 0; town < towns.size(); ++town) {
      auto const differing = towns[town].signature ^ pairs;
      if (std::popcount(differing & pairs) > most || std::popcount(differing & ~pairs) > most) {
        continue;
      }
      auto const name = key_of(town);
      span.distance = pattern.distance(name);
      span.first = town;
      if (span.distance == 0 || span.distance > allowed(std::min(name.size(), key.size())))
        continue;
      keep_nearest(spans, span);
    }
  }

  // The communes of a town's name, then those that share the postcode with it.
  void add_reading(TownSpan const& span) {
    Place place{span.begin, span.end, postcode_word_, postcode_, places_.communes.size(), 0};
    auto const misspelt = 1 - kPerLetter * static_cast<float>(span.distance);
    auto const department = [](std::uint32_t code) { return code / 1000; };
    for (auto town = span.first; is_same_name(town, span.first); ++town) {
      auto const commune = index_.towns[town].commune;
      float locality = misspelt;
      if (postcode_word_ && !is_at_postcode(commune)) {
        bool const near =
            department(first_postcode(commune)) == department(places_.asked_postcode.value_or(0));
        locality *= near && span.distance == 0 ? kOtherPostcode : kOtherDepartment;
      }
      places_.communes.push_back({commune, locality});
      if (places_.communes.size() - place.first == kMostTownsOfName) break;
    }
    auto const named = places_.communes.size();
    for (auto const commune : communes_of_postcode()) {
      auto const known = std::span(places_.communes).subspan(place.first, named - place.first);
      if (std::ranges::find(known, commune, &PlaceCommune::commune) == known.end()) {
        places_.communes.push_back({commune, kNeighbour});
      }
    }
    place.end = places_.communes.size();
    places_.readings.push_back(place);
  }

  [[nodiscard]] std::uint32_t first_postcode(std::uint32_t commune) const {
    return index_.postcodes[index_.commune_codes[index_.communes[commune].first_code]].code;
  }

  // "rue de Lens": the town may be a part of the street's name.
  [[nodiscard]] bool is_in_name(TownSpan const& span) const {
    if (span.begin == 0 || words_[span.begin].gap == Gap::kBreak) return false;
    auto const& before = words_[span.begin - 1];
    return is_small(before) || is_type(before);
  }

  // The postcode says less than the town that was recognised beside it.
  void add_postcode_alone(TownSpans const& spans) {
    bool const named = std::ranges::any_of(
        spans.all(), [&](TownSpan const& span) { return has_postcode(span) && !is_in_name(span); });
    Place place{0, 0, postcode_word_, postcode_, places_.communes.size(), 0};
    bool const exact = index_.postcodes[*postcode_].code == places_.asked_postcode;
    for (auto const commune : communes_of_postcode()) {
      places_.communes.push_back({commune, named ? kNeighbour : exact ? 1.0F : kOtherPostcode});
    }
    place.end = places_.communes.size();
    places_.readings.push_back(place);
  }

  IndexData const& index_;
  QueryWords const& words_;
  Places& places_;
  std::optional<std::size_t> postcode_word_;
  std::optional<std::uint32_t> postcode_;
};

}  // namespace

std::size_t find_misspelt_places(IndexData const& index, QueryWords const& words, TownParts parts,
                                 Places& places) {
  return PlaceFinder(index, words, places).find_misspelt(parts);
}

void find_places(IndexData const& index, QueryWords const& words, Places& places) {
  PlaceFinder(index, words, places).find();
}

}  // namespace qpv
