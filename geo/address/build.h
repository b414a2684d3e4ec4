// SPDX-License-Identifier: EUPL-1.2
//
// What AddressBuilder collected, and what becomes of it. Internal to geo/address.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "geo/address/address_builder.h"
#include "geo/address/index_format.h"
#include "geo/address/index_writer.h"
#include "geo/address/lexicon.h"

namespace qpv {

struct CommuneBuild {
  std::string citycode;
  std::string name;
  std::optional<PackedPosition> centre = {};
  std::set<std::string> postcodes = {};
  std::set<std::string> old_names = {};
};

struct StreetBuild {
  std::string id;
  std::string postcode;
  std::uint32_t commune = 0;
  std::uint32_t name = 0;
  std::uint32_t old_commune = 0;
  RowKind kind = RowKind::kStreet;
  std::optional<PackedPosition> position = {};
};

struct NumberBuild {
  std::uint32_t street;
  std::uint32_t packed;  // as in Section::kNumbers
  PackedPosition position;
  std::uint32_t type;
};

struct UnusualId {
  std::uint32_t street;
  std::uint32_t packed;
  std::string id;
};

// What a name is found by, as in NameTexts.
struct NameBuild {
  std::string display;
  std::uint8_t type = 0;
  std::string core = {};
  std::string bare = {};
  std::string sound = {};
  Signature signature = {};
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
template <class Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

// In the order in which the rows came.
struct Collected {
  std::string lexicon_text;
  Lexicon lexicon;
  std::vector<CommuneBuild> communes;
  std::vector<StreetBuild> streets;
  std::vector<NameBuild> names;
  std::vector<std::pair<std::string, std::string>> old_communes{{}};
  std::vector<std::string> suffixes{""};
  std::vector<NumberBuild> numbers;
  std::vector<UnusualId> unusual_ids;
  TextMap<std::uint32_t> commune_rows;
  TextMap<std::uint32_t> street_rows;
  TextMap<std::uint32_t> name_rows;
  TextMap<std::uint32_t> suffix_rows;
  std::map<std::pair<std::string, std::string>, std::uint32_t> old_rows;
};

std::string build_index(Collected collected, AddressCounts& counts);

// Parts of build_index, which calls them in this order: from `collected`, which they put into the
// order of the index, to sections.
void sort_communes(Collected& collected);
void sort_names(Collected& collected);
void sort_streets(Collected& collected);
// Returns how many were left out because the same address was there already.
std::size_t sort_numbers(Collected& collected);

void write_towns(Collected const& collected, TextPool& texts, IndexWriter& out);
void write_streets(Collected const& collected, TextPool& texts, IndexWriter& out);
void write_names(Collected const& collected, IndexWriter& out);
void write_numbers(Collected const& collected, TextPool& texts, IndexWriter& out);

// Row of a postcode in kPostcodes: those of all communes, ascending.
std::vector<std::string> postcodes_of(Collected const& collected);
// How many numbers each commune has.
std::vector<std::uint32_t> commune_numbers(Collected const& collected);
// Where the numbers of each street begin, and the end.
std::vector<std::uint32_t> first_numbers(Collected const& collected);

}  // namespace qpv
