// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <tuple>

#include "geo/address/build.h"
#include "geo/address/index_data.h"
#include "geo/address/peaks.h"
#include "geo/address/street_key.h"
#include "geo/core/whole_city.h"

namespace qpv {
namespace {

struct TownBuild {
  std::string key;
  std::uint32_t commune;
  friend bool operator<(TownBuild const& a, TownBuild const& b) {
    return std::tie(a.key, a.commune) < std::tie(b.key, b.commune);
  }
};

std::string key_of(std::string_view name, Lexicon const& lexicon) {
  FoldedText folded;
  std::array<CanonicalToken, FoldedText::kMostTokens> tokens;
  folded.fold(name);
  ShortText key;
  make_town_key({tokens.data(), canonical_tokens(folded, lexicon, tokens)}, key);
  return std::string(key.view());
}

// "Paris 15e Arrondissement" is also asked for as "Paris 15" and as "Paris".
void add_arrondissement(std::vector<TownBuild>& towns, CommuneBuild const& commune,
                        std::uint32_t row, Lexicon const& lexicon) {
  auto const city = whole_city_of(commune.citycode);
  if (!city) return;
  auto const whole = key_of(city->name, lexicon);
  towns.push_back({whole, row});
  auto const number = std::stoul(commune.citycode) - city->first_arrondissement + 1;
  for (auto const* form : {"", "arrondissement"}) {
    towns.push_back({whole + std::to_string(number) + form, row});
  }
}

std::vector<TownBuild> towns_of(Collected const& collected) {
  std::vector<TownBuild> towns;
  for (std::uint32_t row = 0; row < collected.communes.size(); ++row) {
    auto const& commune = collected.communes[row];
    towns.push_back({key_of(commune.name, collected.lexicon), row});
    for (auto const& old : commune.old_names) {
      towns.push_back({key_of(old, collected.lexicon), row});
    }
    add_arrondissement(towns, commune, row, collected.lexicon);
  }
  std::erase_if(towns, [](TownBuild const& town) { return town.key.empty(); });
  std::sort(towns.begin(), towns.end());
  auto const same = [](TownBuild const& a, TownBuild const& b) {
    return a.key == b.key && a.commune == b.commune;
  };
  towns.erase(std::unique(towns.begin(), towns.end(), same), towns.end());
  return towns;
}

void write_town_names(std::vector<TownBuild> const& towns,
                      std::vector<std::uint32_t> const& numbers, TextPool& texts,
                      IndexWriter& out) {
  std::vector<TownRecord> records;
  std::vector<std::uint8_t> weights;
  weights.reserve(towns.size());
  for (auto const& town : towns) weights.push_back(importance(numbers[town.commune]));
  std::vector<std::uint32_t> table(std::bit_ceil(2 * towns.size() + 1));
  for (auto const& town : towns) {
    bool const first_of_key = records.empty() || towns[records.size() - 1].key != town.key;
    records.push_back({texts.put(town.key), town.commune, letter_pairs(town.key)});
    if (!first_of_key) continue;
    std::size_t slot = town_hash(town.key) & (table.size() - 1);
    while (table[slot] != 0) slot = (slot + 1) & (table.size() - 1);
    table[slot] = static_cast<std::uint32_t>(records.size());
  }
  out.put(Section::kTowns, std::span<TownRecord const>(records));
  out.put(Section::kTownTable, std::span<std::uint32_t const>(table));
  auto const peaks = build_peaks(weights);
  out.put(Section::kTownPeaks, std::span<std::uint8_t const>(peaks));
}

// For each commune, the row of its own name.
std::vector<std::uint32_t> own_towns(Collected const& collected,
                                     std::vector<TownBuild> const& towns) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < collected.communes.size(); ++row) {
    TownBuild const own{key_of(collected.communes[row].name, collected.lexicon), row};
    rows.push_back(static_cast<std::uint32_t>(std::lower_bound(towns.begin(), towns.end(), own) -
                                              towns.begin()));
  }
  return rows;
}

void write_postcodes(Collected const& collected, TextPool& texts, IndexWriter& out) {
  std::vector<std::pair<std::string, std::uint32_t>> pairs;
  for (std::uint32_t row = 0; row < collected.communes.size(); ++row) {
    for (auto const& code : collected.communes[row].postcodes) pairs.emplace_back(code, row);
  }
  std::ranges::sort(pairs);
  std::vector<PostcodeRecord> codes;
  std::vector<std::uint32_t> towns;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i == 0 || pairs[i].first != pairs[i - 1].first) {
      std::uint32_t number = 0;
      auto const& text = pairs[i].first;
      std::from_chars(text.data(), text.data() + text.size(), number);
      codes.push_back({number, texts.put(text), static_cast<std::uint32_t>(towns.size())});
    }
    towns.push_back(pairs[i].second);
  }
  codes.push_back({0xFFFFFFFFU, 0, static_cast<std::uint32_t>(towns.size())});
  out.put(Section::kPostcodes, std::span<PostcodeRecord const>(codes));
  out.put(Section::kPostcodeTowns, std::span<std::uint32_t const>(towns));
}

// Where a base gives no centre: the mean of the commune's numbers.
std::vector<PackedPosition> centres_of(Collected const& collected,
                                       std::vector<std::uint32_t> const& numbers) {
  std::vector<std::array<std::int64_t, 2>> sums(collected.communes.size());
  for (auto const& number : collected.numbers) {
    auto const commune = collected.streets[number.street].commune;
    sums[commune][0] += number.position.lon;
    sums[commune][1] += number.position.lat;
  }
  std::vector<PackedPosition> centres;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    auto const count = std::max<std::int64_t>(1, numbers[i]);
    PackedPosition const mean{static_cast<std::int32_t>(sums[i][0] / count),
                              static_cast<std::int32_t>(sums[i][1] / count)};
    centres.push_back(collected.communes[i].centre.value_or(mean));
  }
  return centres;
}

void write_communes(Collected const& collected, std::vector<std::uint32_t> const& own,
                    TextPool& texts, IndexWriter& out) {
  std::vector<std::uint32_t> first_street(collected.communes.size() + 1);
  for (auto const& street : collected.streets) ++first_street[street.commune + 1];
  auto const numbers = commune_numbers(collected);
  auto const centres = centres_of(collected, numbers);
  auto const postcodes = postcodes_of(collected);
  std::vector<CommuneRecord> records;
  std::vector<std::uint32_t> codes;
  std::uint32_t streets = 0;
  for (std::size_t i = 0; i < collected.communes.size(); ++i) {
    auto const& commune = collected.communes[i];
    streets += first_street[i];
    CommuneRecord record{};
    std::copy_n(commune.citycode.begin(), std::min<std::size_t>(5, commune.citycode.size()),
                record.citycode.begin());
    record.name = texts.put(commune.name);
    record.town = own[i];
    record.first_street = streets;
    record.first_code = static_cast<std::uint32_t>(codes.size());
    record.numbers = numbers[i];
    record.centre = centres[i];
    records.push_back(record);
    for (auto const& code : commune.postcodes) {
      codes.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(postcodes, code) -
                                                 postcodes.begin()));
    }
  }
  CommuneRecord end{};
  end.first_street = static_cast<std::uint32_t>(collected.streets.size());
  end.first_code = static_cast<std::uint32_t>(codes.size());
  records.push_back(end);
  out.put(Section::kCommunes, std::span<CommuneRecord const>(records));
  out.put(Section::kCommuneCodes, std::span<std::uint32_t const>(codes));
}

}  // namespace

std::vector<std::uint32_t> commune_numbers(Collected const& collected) {
  std::vector<std::uint32_t> numbers(collected.communes.size());
  for (auto const& number : collected.numbers) ++numbers[collected.streets[number.street].commune];
  return numbers;
}

std::vector<std::string> postcodes_of(Collected const& collected) {
  std::set<std::string> codes;
  for (auto const& commune : collected.communes) {
    codes.insert(commune.postcodes.begin(), commune.postcodes.end());
  }
  return {codes.begin(), codes.end()};
}

void write_towns(Collected const& collected, TextPool& texts, IndexWriter& out) {
  auto const towns = towns_of(collected);
  write_communes(collected, own_towns(collected, towns), texts, out);
  write_postcodes(collected, texts, out);
  write_town_names(towns, commune_numbers(collected), texts, out);
  std::vector<OldCommuneRecord> olds;
  for (auto const& [code, name] : collected.old_communes) {
    olds.push_back({texts.put(code), texts.put(name)});
  }
  out.put(Section::kOldCommunes, std::span<OldCommuneRecord const>(olds));
}

}  // namespace qpv
