// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>

#include "geo/address/build.h"
#include "geo/address/index_data.h"
#include "geo/address/peaks.h"
#include "geo/address/street_tree.h"

namespace qpv {
namespace {

// Where a base gives a street no position: the number in its middle.
PackedPosition position_of(Collected const& collected, std::uint32_t street, std::uint32_t first,
                           std::uint32_t end) {
  if (auto const& known = collected.streets[street].position) return *known;
  return first < end ? collected.numbers[first + (end - first) / 2].position : PackedPosition{};
}

StreetRecord record_of(StreetBuild const& street, std::string const& citycode,
                       std::vector<std::string> const& postcodes, TextPool& texts) {
  StreetRecord record{};
  auto const prefix = citycode + "_";
  bool const usual = street.id.starts_with(prefix);
  record.id = texts.put(usual ? std::string_view(street.id).substr(prefix.size()) : street.id);
  record.whole_id = usual ? 0 : 1;
  record.commune = street.commune;
  record.postcode = kNoPostcode;
  if (!street.postcode.empty()) {
    record.postcode = static_cast<std::uint16_t>(
        std::ranges::lower_bound(postcodes, street.postcode) - postcodes.begin());
  }
  record.old_commune = static_cast<std::uint16_t>(street.old_commune);
  record.kind = static_cast<std::uint8_t>(street.kind);
  return record;
}

PackedBox box_of(std::span<NumberBuild const> numbers, PackedPosition position) {
  PackedBox box{position, position};
  for (auto const& number : numbers) {
    box.min = {std::min(box.min.lon, number.position.lon),
               std::min(box.min.lat, number.position.lat)};
    box.max = {std::max(box.max.lon, number.position.lon),
               std::max(box.max.lat, number.position.lat)};
  }
  return box;
}

void write_tree(std::vector<StreetBox> boxes, IndexWriter& out) {
  auto const tree = build_street_tree(std::move(boxes));
  out.put(Section::kBoxes, std::span<PackedBox const>(tree.boxes));
  out.put(Section::kBoxStreets, std::span<std::uint32_t const>(tree.streets));
}

// The bare name from each of its words on, sorted: what begins with the words that someone types is
// a range, wherever in the name they stand.
std::vector<NameWord> sorted_words(std::vector<NameBuild> const& names) {
  std::vector<NameWord> words;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    auto const& bare = names[i].bare;
    for (std::uint32_t at = 0; at < bare.size(); ++at) {
      if (at == 0 || bare[at - 1] == ' ') words.push_back({i, at});
    }
  }
  std::ranges::sort(words, [&](NameWord const& a, NameWord const& b) {
    auto const rest = [&](NameWord const& word) {
      return std::string_view(names[word.name].bare).substr(word.offset);
    };
    return std::tuple(rest(a), a.name, a.offset) < std::tuple(rest(b), b.name, b.offset);
  });
  return words;
}

void append_name(NameBuild const& name, std::string& out) {
  constexpr std::size_t kLongest = 255;
  auto const display = cut(name.display, kLongest);
  NameHead const head{name.type, static_cast<std::uint8_t>(display.size()),
                      static_cast<std::uint8_t>(name.core.size()),
                      static_cast<std::uint8_t>(name.bare.size()),
                      static_cast<std::uint8_t>(name.sound.size())};
  out.append(reinterpret_cast<char const*>(&head), sizeof head);
  out.append(display).append(name.core).append(name.bare).append(name.sound);
}

std::vector<std::uint8_t> street_weights(Collected const& collected) {
  auto const of_commune = commune_numbers(collected);
  auto const first = first_numbers(collected);
  std::vector<std::uint8_t> weights;
  for (std::size_t i = 0; i < collected.streets.size(); ++i) {
    weights.push_back(
        importance(first[i + 1] - first[i], of_commune[collected.streets[i].commune]));
  }
  return weights;
}

// Most important first within a name; what the first one weighs, a name each.
std::vector<std::uint8_t> write_streets_of_names(Collected const& collected, IndexWriter& out) {
  std::vector<std::uint32_t> first(collected.names.size() + 1);
  for (auto const& street : collected.streets) ++first[street.name + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> streets(collected.streets.size());
  auto next = first;
  for (std::uint32_t i = 0; i < collected.streets.size(); ++i) {
    streets[next[collected.streets[i].name]++] = i;
  }
  auto const weights = street_weights(collected);
  std::vector<std::uint8_t> highest;
  highest.reserve(collected.names.size());
  for (std::size_t name = 0; name < collected.names.size(); ++name) {
    auto const of_name = std::span(streets).subspan(first[name], first[name + 1] - first[name]);
    std::ranges::stable_sort(of_name, std::greater<>(),
                             [&](std::uint32_t street) { return weights[street]; });
    highest.push_back(of_name.empty() ? std::uint8_t{0} : weights[of_name.front()]);
  }
  out.put(Section::kNameFirst, std::span<std::uint32_t const>(first));
  out.put(Section::kNameStreets, std::span<std::uint32_t const>(streets));
  return highest;
}

void write_words_of_names(Collected const& collected, std::vector<std::uint8_t> const& highest,
                          IndexWriter& out) {
  auto const words = sorted_words(collected.names);
  std::vector<std::uint8_t> weights;
  weights.reserve(words.size());
  for (auto const& word : words) weights.push_back(highest[word.name]);
  auto const peaks = build_peaks(weights);
  out.put(Section::kNameWords, std::span<NameWord const>(words));
  out.put(Section::kWordPeaks, std::span<std::uint8_t const>(peaks));
}

}  // namespace

void write_streets(Collected const& collected, TextPool& texts, IndexWriter& out) {
  auto const postcodes = postcodes_of(collected);
  auto const first = first_numbers(collected);
  std::vector<StreetRecord> records;
  std::vector<std::uint32_t> names;
  std::vector<Signature> signatures;
  std::vector<StreetBox> boxes;
  for (std::uint32_t i = 0; i < collected.streets.size(); ++i) {
    auto const& street = collected.streets[i];
    auto record = record_of(street, collected.communes[street.commune].citycode, postcodes, texts);
    record.first_number = first[i];
    record.position = position_of(collected, i, first[i], first[i + 1]);
    records.push_back(record);
    names.push_back(street.name);
    signatures.push_back(collected.names[street.name].signature);
    std::span const numbers(collected.numbers);
    boxes.push_back({i, box_of(numbers.subspan(first[i], first[i + 1] - first[i]),
                               first[i] < first[i + 1] ? collected.numbers[first[i]].position
                                                       : record.position)});
  }
  StreetRecord end{};
  end.first_number = first.back();
  records.push_back(end);
  out.put(Section::kStreets, std::span<StreetRecord const>(records));
  out.put(Section::kStreetNames, std::span<std::uint32_t const>(names));
  out.put(Section::kSignatures, std::span<Signature const>(signatures));
  write_tree(std::move(boxes), out);
}

void write_names(Collected const& collected, IndexWriter& out) {
  std::vector<std::uint32_t> offsets;
  std::string text;
  for (auto const& name : collected.names) {
    offsets.push_back(static_cast<std::uint32_t>(text.size()));
    append_name(name, text);
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  out.put(Section::kNames, std::span<std::uint32_t const>(offsets));
  out.put_bytes(Section::kNameText, text);
  write_words_of_names(collected, write_streets_of_names(collected, out), out);
}

void write_numbers(Collected const& collected, TextPool& texts, IndexWriter& out) {
  std::vector<std::uint32_t> numbers;
  std::vector<PackedPosition> positions;
  std::vector<std::uint8_t> types;
  numbers.reserve(collected.numbers.size());
  positions.reserve(collected.numbers.size());
  types.reserve(collected.numbers.size());
  for (auto const& number : collected.numbers) {
    numbers.push_back(number.packed);
    positions.push_back(number.position);
    types.push_back(static_cast<std::uint8_t>(number.type));
  }
  out.put(Section::kNumbers, std::span<std::uint32_t const>(numbers));
  out.put(Section::kPositions, std::span<PackedPosition const>(positions));
  out.put(Section::kTypes, std::span<std::uint8_t const>(types));
  std::vector<TextRef> suffixes;
  for (auto const& suffix : collected.suffixes) suffixes.push_back(texts.put(suffix));
  out.put(Section::kSuffixes, std::span<TextRef const>(suffixes));

  auto const first = first_numbers(collected);
  std::vector<IdRecord> ids;
  for (auto const& id : collected.unusual_ids) {
    std::span const of_street(numbers.data() + first[id.street],
                              first[id.street + 1] - first[id.street]);
    auto const at = std::ranges::lower_bound(of_street, id.packed) - of_street.begin();
    ids.push_back({first[id.street] + static_cast<std::uint32_t>(at), texts.put(id.id)});
  }
  std::ranges::stable_sort(ids, {}, &IdRecord::number);
  // clang 14 cannot take the subrange that std::ranges::unique returns.
  ids.erase(std::unique(ids.begin(), ids.end(),
                        [](auto const& a, auto const& b) { return a.number == b.number; }),
            ids.end());
  out.put(Section::kIds, std::span<IdRecord const>(ids));
}

}  // namespace qpv
