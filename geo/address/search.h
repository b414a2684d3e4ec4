// SPDX-License-Identifier: EUPL-1.2
//
// From an address as people type it to the addresses it may mean.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/address/address_index.h"
#include "geo/core/types.h"

namespace qpv {

enum class MatchKind : std::uint8_t { kHousenumber, kStreet, kLocality, kMunicipality };

// Some of them; none stands for all.
class MatchKinds {
 public:
  MatchKinds& add(MatchKind kind) {
    bits_ |= bit(kind);
    return *this;
  }
  [[nodiscard]] bool takes(MatchKind kind) const { return bits_ == 0 || (bits_ & bit(kind)) != 0; }

 private:
  static unsigned bit(MatchKind kind) { return 1U << static_cast<unsigned>(kind); }
  unsigned bits_ = 0;
};

// What is asked. Either `text`, the whole address on one line, or the parts; parts that are known
// for certain may be given beside the text.
struct AddressQuery {
  std::string_view text = {};
  std::string_view housenumber = {};  // "12 bis"
  std::string_view street = {};
  std::string_view postcode = {};
  std::string_view city = {};
  // Filters: only what satisfies all of them is found, and it is looked for there. One code or
  // several, parted by spaces; empty means any.
  std::string_view only_citycode = {};
  std::string_view only_postcode = {};
  MatchKinds only_kinds = {};       // where numbers are left out, their streets are found
  std::optional<LonLat> near = {};  // prefers what is near, among equals
  std::size_t limit = 5;            // at most kMostMatches
  // Whether the whole base is looked through where no place is named, or none that has such a
  // street, and every part of the text may be a misspelt town: some milliseconds in a country.
  bool anywhere = true;
};
inline constexpr std::size_t kMostMatches = 100;
// A longer text is cut: no address has more.
inline constexpr std::size_t kLongestQuery = 200;

// How far the parts of a query agree with a match, 0 to 1 each. The score is made of them.
struct MatchParts {
  float street = 0;    // the street's name and type
  float locality = 0;  // town and postcode
  float number = 0;    // 1: found, or none asked; less: asked but not there
};

struct AddressMatch {
  MatchKind kind;
  CommuneIdx commune;
  StreetIdx street;  // not for a municipality
  NumberIdx number;  // of a housenumber only
  // 0 to 1, as the BAN's: at 0.8 and above the street is practically never a wrong one.
  double score;
  MatchParts parts;
  // A number was asked for that the street does not have (then kind is kStreet).
  bool number_missing;
};

// The memory of one thread's queries, reused from one to the next. Not shared between threads.
class SearchScratch {
 public:
  SearchScratch();
  SearchScratch(SearchScratch&&) noexcept;
  SearchScratch& operator=(SearchScratch&&) noexcept;
  ~SearchScratch();

  struct Impl;
  std::unique_ptr<Impl> impl;
};

// Best first, at most `limit`, each street at most once. Empty when nothing resembles the query;
// never an error. Allocates nothing once the scratch and `found` have grown. Tens of microseconds.
void search(AddressIndex const& index, AddressQuery const& query, SearchScratch& scratch,
            std::vector<AddressMatch>& found);

// Leaves of `found`, in its order, what passes the query's filters; a number may pass as its
// street.
void keep_only(AddressIndex const& index, AddressQuery const& query,
               std::vector<AddressMatch>& found);

// The label of a match as the BAN writes it: "12bis Rue Pasteur 62300 Lens" with "12 bis".
std::string label(AddressIndex const& index, AddressMatch const& match);

// A house number as the BAN writes it: "12bis".
std::string housenumber(NumberInfo const& number);

struct ReverseMatch {
  StreetIdx street;
  NumberIdx number;
  double metres;
};

// The nearest house numbers, nearest first, each street at most once, at most `max_metres` away.
std::vector<ReverseMatch> reverse(AddressIndex const& index, LonLat at, double max_metres,
                                  std::size_t limit);

}  // namespace qpv
