// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/suggest.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "geo/address/index_data.h"
#include "geo/address/matching.h"
#include "geo/address/name_words.h"
#include "geo/address/query_words.h"
#include "geo/address/scratch.h"
#include "geo/address/street_reading.h"
#include "geo/address/street_tree.h"
#include "geo/address/suggestion_list.h"
#include "geo/address/typed_towns.h"

namespace qpv {
namespace {

constexpr std::size_t kLeastLetters = 2;
constexpr std::size_t kLeastDigits = 3;      // of a postcode that is being typed
constexpr std::size_t kMostNamesOfAll = 40;  // looked at in the whole base, the most important ones
constexpr std::size_t kMostOfName = 40;      // streets of each
constexpr std::size_t kMostHome = 12;        // communes around a place
constexpr float kInTown = 0.5F;              // the town is typed too
constexpr float kTown = 0.1F;                // the town itself
constexpr float kOtherTown = 0.3F;           // than is typed beside the postcode
constexpr float kLacksNumber = 0.85F;
constexpr double kDoubtful = 0.5;       // a match of the search that may be another address
constexpr std::size_t kMostNear = 300;  // streets that are looked at for their communes
constexpr double kHome = 0.6;           // what scores as much comes before anything elsewhere
constexpr double kComplete = 0.8;       // from this score on, what is typed is an address already

class Suggestions {
 public:
  Suggestions(AddressIndex const& index, SuggestQuery const& query, SearchScratch& scratch,
              std::vector<AddressMatch>& found)
      : index_(index),
        data_(index.data()),
        query_(query),
        scratch_(scratch),
        words_(scratch.impl->words),
        completion_(scratch.impl->completion),
        found_(found),
        list_(data_, query, found) {}

  void run() {
    auto& folded = scratch_.impl->folded;
    folded.fold(query_.text.substr(0, kLongestQuery));
    read_words(folded, data_.lexicon, words_);
    if (!is_enough() || query_.limit == 0) return;
    read_number();
    find_home();
    auto const& last = words_[words_.size() - 1];
    if (is_open()) complete(LastWord::kOpen);
    if (!is_open() || last.token.text != last.text) complete(LastWord::kWhole);
    if (list_.empty() && is_type_alone()) return;
    if (list_.empty()) complete_loosely();
    if (named_ ? !in_town_ : list_.empty() && may_end_in_town()) add_search();
    rank();
  }

 private:
  // Of the words from this one on; digits are none.
  [[nodiscard]] std::size_t letters(std::size_t begin) const {
    std::size_t count = 0;
    for (auto const& word : words_.all().subspan(begin)) {
      count += word.digits ? 0 : word.text.size();
    }
    return count;
  }

  // Two letters, or a whole postcode.
  [[nodiscard]] bool is_enough() const {
    if (words_.empty()) return false;
    bool const code = words_[0].digits && words_[0].text.size() == kPostcodeDigits;
    return code || letters(0) >= kLeastLetters;
  }

  // A house number at the start; the street begins after it.
  void read_number() {
    auto const first = house_number(words_[0]);
    if (!first || words_[0].text.size() == kPostcodeDigits) return;
    auto& readings = scratch_.impl->readings;
    read_street(words_, readings);
    for (auto const& reading : readings.all()) {
      if (!reading.number || reading.number->number != *first) continue;
      if (reading.end != words_.size()) continue;
      number_ = reading.number;
      first_ = reading.begin;
      return;
    }
  }

  // Whether the last word may go on: nothing separates it from what will be typed.
  [[nodiscard]] bool is_open() const {
    auto const tokens = scratch_.impl->folded.tokens();
    if (words_.empty() || tokens.empty()) return false;
    auto const last = scratch_.impl->folded[tokens.size() - 1];
    auto const end = static_cast<unsigned char>(query_.text.back());
    bool const separated = end < 0x80 && std::isalnum(end) == 0;
    return !separated && words_[words_.size() - 1].text.data() == last.data();
  }

  // The communes that are looked at one by one: the territory, else what is near.
  void find_home() {
    for (auto const commune : query_.territory) {
      home_.push({static_cast<std::uint32_t>(commune), 0});
    }
    if (!query_.near || !home_.empty()) return;
    std::size_t streets = 0;
    visit_nearest(data_, *query_.near, kNearMetres, [&](std::uint32_t street) {
      auto const commune = data_.streets[street].commune;
      if (!holds(home_, commune)) home_.push({commune, 0});
      return ++streets < kMostNear && home_.size() < kMostHome ? kNearMetres : 0;
    });
  }

  void complete(LastWord last) {
    auto const size = words_.size();
    if (names_street(first_, size, last)) {
      completion_.set(words_.all().subspan(first_), last);
      look_in(home_, {0, 0});
      if (!loose_) look_everywhere();
    }
    complete_before_digits(last);
    complete_at_postcode(last);
    for (std::size_t town = 1; town <= kMostTownWords && first_ + town < size; ++town) {
      auto const begin = size - town;
      if (!names_street(first_, begin)) break;
      TypedTowns towns;
      find_towns(begin, last, towns);
      look_in_towns(begin, towns, begun_by(letters(begin)));
    }
    if (first_ == 0 && !loose_) complete_towns(last);
  }

  // With mistakes, where nothing else goes on as what is typed.
  void complete_loosely() {
    loose_ = true;
    complete(is_open() ? LastWord::kOpen : LastWord::kWhole);
  }

  // "12", "12 imp", "12 rue de la": nothing says yet which street.
  [[nodiscard]] bool is_type_alone() const {
    if (!names_street(first_, words_.size())) return true;
    if (first_ + 1 < words_.size()) return false;
    auto const typed = words_[first_].text;
    for (std::uint8_t type = 1; !data_.lexicon.type(type).empty(); ++type) {
      if (data_.lexicon.type(type).starts_with(typed)) return true;
    }
    return false;
  }

  // Whether a misspelt town may be there: enough of it, and nothing of a postcode after it.
  [[nodiscard]] bool may_end_in_town() const {
    constexpr std::size_t kShortest = 3;
    auto const& last = words_[words_.size() - 1];
    return !last.digits && last.text.size() >= kShortest;
  }

  // Whether the words say more than a type of street and articles: "rue de l" is not the rue de in
  // Lens. The last one may be the beginning of any word where it is open.
  [[nodiscard]] bool names_street(std::size_t begin, std::size_t end,
                                  LastWord last = LastWord::kWhole) const {
    auto const words = words_.all().subspan(begin, end - begin);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i == 0 && is_type(words[i])) continue;
      bool const open = last == LastWord::kOpen && i + 1 == words.size();
      if (open || !is_small(words[i])) return true;
    }
    return false;
  }

  // What the town adds to a street: one whose name is typed in full, and one that is only begun.
  struct InTown {
    float whole;
    float begun;
  };

  // The first letters of a town are rather those of the name's next word: "rue victor h" is the rue
  // Victor Hugo anywhere before it is one in Harnes.
  static float begun_by(std::size_t letters) {
    constexpr std::array kBegun{-0.1F, -0.1F, -0.1F, 0.2F};
    return letters < kBegun.size() ? kBegun[letters] : kInTown;
  }

  // "rue pasteur len": the words before are a street's, perhaps not all of its name.
  void look_in_towns(std::size_t end, TypedTowns const& towns, float begun) {
    if (towns.empty()) return;
    completion_.set(words_.all().subspan(first_, end - first_), LastWord::kWhole);
    look_in(towns, {kInTown, begun});
  }

  void look_in(TypedTowns const& communes, InTown const& more) {
    if (completion_.key().bare.empty()) return;
    for (auto const& each : communes.all()) {
      look_in(each.commune, {more.whole + each.score, more.begun + each.score});
    }
  }

  void look_in(std::uint32_t commune, InTown const& more) {
    auto const range = data_.streets_of(commune);
    auto const first = static_cast<std::uint32_t>(range.first);
    auto const signatures = data_.signatures.range(first, static_cast<std::size_t>(range.end));
    for (std::uint32_t i = 0; i < signatures.size(); ++i) {
      bool const may_be =
          loose_ ? completion_.may_resemble(signatures[i]) : completion_.may_be(signatures[i]);
      if (!may_be) continue;
      auto const name = data_.name_of_street(first + i);
      float const score = loose_ ? completion_.loose_score(name) : completion_.score(name);
      if (score <= 0) continue;
      in_town_ = in_town_ || more.whole > 0;
      bool const whole = name.bare == completion_.key().bare.view();
      add(first + i, score + (whole ? more.whole : more.begun));
    }
  }

  // The most important streets of all whose names go on so.
  void look_everywhere() {
    if (completion_.key().bare.empty() || list_.all_reach(kHome)) return;
    auto const words = words_beginning(data_, completion_.key().bare.view());
    auto const first = static_cast<std::size_t>(words.data() - data_.name_words.all().data());
    auto& peaks = scratch_.impl->peaks;
    find_peaks(data_.word_peaks, data_.name_words.size(), first, first + words.size(),
               kMostNamesOfAll, peaks);
    for (auto const& peak : peaks) {
      auto const name = data_.name_words[peak.row].name;
      float const score = completion_.score(data_.name(name));
      auto const streets = data_.streets_of_name(name);
      for (auto const street : streets.first(std::min(streets.size(), kMostOfName))) {
        if (score <= 0 || !list_.may_enter(street, score)) break;
        add(street, score);
      }
    }
  }

  // "rue pasteur 6": too little of a postcode to tell where.
  void complete_before_digits(LastWord last) {
    auto const end = words_.size() - 1;
    auto const& word = words_[end];
    bool const few = word.digits && word.text.size() < kLeastDigits;
    if (last != LastWord::kOpen || !few || loose_ || end <= first_) return;
    if (!names_street(first_, end)) return;
    completion_.set(words_.all().subspan(first_, end - first_), LastWord::kWhole);
    look_in(home_, {0, 0});
    look_everywhere();
  }

  // "rue pasteur 623", "rue pasteur 62300 le".
  void complete_at_postcode(LastWord last) {
    auto const at = postcode_word(last);
    if (!at) return;
    ShortText town;
    make_open_town_key(words_.all().subspan(*at + 1), last, town);
    TypedTowns towns;
    for (auto const commune : communes_at(data_, words_[*at])) {
      auto const name = data_.text_at(data_.towns[data_.communes[commune].town].key);
      // The postcode is believed where the town beside it is another one, or misspelt.
      towns.push({commune, name.starts_with(town.view()) ? 0 : -kOtherTown});
    }
    if (names_street(first_, *at)) {
      look_in_towns(*at, towns, kInTown);
    } else if (*at == first_ && first_ == 0) {
      for (auto const& each : towns.all()) add_town(each);
    }
  }

  [[nodiscard]] std::optional<std::size_t> postcode_word(LastWord last) {
    for (auto i = words_.size(); i-- > first_;) {
      auto const& word = words_[i];
      auto const size = word.text.size();
      if (!word.digits || word.marked || size > kPostcodeDigits) continue;
      bool const open = last == LastWord::kOpen && i + 1 == words_.size();
      if (size < (open ? kLeastDigits : kPostcodeDigits)) continue;
      named_ = named_ || size == kPostcodeDigits;
      return i;
    }
    return std::nullopt;
  }

  void find_towns(std::size_t begin, LastWord last, TypedTowns& towns) {
    bool const exact = find_typed_towns(data_, words_.all().subspan(begin), last, home_,
                                        scratch_.impl->peaks, towns);
    named_ = named_ || exact;
  }

  void complete_towns(LastWord last) {
    TypedTowns towns;
    find_towns(0, last, towns);
    for (auto const& town : towns.all()) add_town(town);
  }

  void add_town(TypedTown const& town) {
    in_town_ = true;
    list_.add(town_match(town.commune), 1 + kTown + town.score);
  }

  void add(std::uint32_t street, float score) {
    if (!list_.may_enter(street, score)) return;
    auto match = street_match(data_, street, number_);
    if (match.number_missing) score *= kLacksNumber;
    match.parts = {score, 1, 1};
    list_.add(match, score);
  }

  // What a search of the same text finds comes first where it is good, and last where little else
  // is.
  void add_search() {
    auto& matches = scratch_.impl->suggested;
    AddressQuery asked;
    asked.text = query_.text;
    asked.near = query_.near;
    asked.limit = query_.limit;
    asked.anywhere = false;
    search(index_, asked, scratch_, matches);
    for (auto const& match : matches) {
      bool const complete = match.score >= kComplete;
      list_.add(match, complete ? match.score + 1 : match.score * kDoubtful);
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
  QueryWords& words_;
  StreetCompletion& completion_;
  std::vector<AddressMatch>& found_;
  SuggestionList list_;
  std::optional<NumberAsked> number_;
  std::size_t first_ = 0;  // word of the street
  TypedTowns home_;
  bool loose_ = false;
  bool named_ = false;    // a town or a postcode is typed in full
  bool in_town_ = false;  // and it has such a street
};

}  // namespace

void suggest(AddressIndex const& index, SuggestQuery const& query, SearchScratch& scratch,
             std::vector<AddressMatch>& found) {
  Suggestions(index, query, scratch, found).run();
}

}  // namespace qpv
