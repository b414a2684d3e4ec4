// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <numeric>
#include <tuple>

#include "geo/address/build.h"
#include "geo/address/street_key.h"

namespace qpv {
namespace {

// The order of `rows` by `key`, and where each row goes.
struct Order {
  std::vector<std::uint32_t> rows;    // sorted
  std::vector<std::uint32_t> places;  // of each row
};

template <class Less>
Order order_of(std::size_t count, Less less) {
  Order order;
  order.rows.resize(count);
  std::iota(order.rows.begin(), order.rows.end(), 0U);
  std::sort(order.rows.begin(), order.rows.end(), less);
  order.places.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) order.places[order.rows[i]] = i;
  return order;
}

template <class Value>
void reorder(std::vector<Value>& values, Order const& order) {
  std::vector<Value> sorted;
  sorted.reserve(values.size());
  for (auto const row : order.rows) sorted.push_back(std::move(values[row]));
  values = std::move(sorted);
}

void make_keys(NameBuild& name, Lexicon const& lexicon, FoldedText& folded, StreetKey& key) {
  std::array<CanonicalToken, FoldedText::kMostTokens> tokens;
  folded.fold(name.display);
  auto const count = canonical_tokens(folded, lexicon, tokens);
  make_street_key({tokens.data(), count}, key);
  name.type = key.type;
  name.core = key.core.view();
  name.bare = key.bare.view();
  name.sound = key.sound.view();
  name.signature = key.signature;
}

// Suffixes in the order of their text, so that the numbers of a street are too.
void sort_suffixes(Collected& collected) {
  auto const& suffixes = collected.suffixes;
  auto const order = order_of(
      suffixes.size(), [&](std::uint32_t a, std::uint32_t b) { return suffixes[a] < suffixes[b]; });
  auto const moved = [&](std::uint32_t packed) {
    return (packed & ~kSuffixMask) | order.places[packed & kSuffixMask];
  };
  for (auto& number : collected.numbers) number.packed = moved(number.packed);
  for (auto& id : collected.unusual_ids) id.packed = moved(id.packed);
  reorder(collected.suffixes, order);
}

// By street, as they came within one.
void group_by_street(Collected& collected) {
  std::vector<std::uint32_t> next(collected.streets.size() + 1);
  for (auto const& number : collected.numbers) ++next[number.street + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<NumberBuild> grouped(collected.numbers.size());
  for (auto const& number : collected.numbers) grouped[next[number.street]++] = number;
  collected.numbers = std::move(grouped);
}

}  // namespace

void sort_communes(Collected& collected) {
  auto const& communes = collected.communes;
  auto const order = order_of(communes.size(), [&](std::uint32_t a, std::uint32_t b) {
    return communes[a].citycode < communes[b].citycode;
  });
  for (auto& street : collected.streets) street.commune = order.places[street.commune];
  reorder(collected.communes, order);
}

void sort_names(Collected& collected) {
  FoldedText folded;
  StreetKey key;
  for (auto& name : collected.names) make_keys(name, collected.lexicon, folded, key);
  auto const& names = collected.names;
  auto const order = order_of(names.size(), [&](std::uint32_t a, std::uint32_t b) {
    auto const parts = [](NameBuild const& name) {
      return std::tie(name.bare, name.core, name.type, name.display);
    };
    return parts(names[a]) < parts(names[b]);
  });
  for (auto& street : collected.streets) street.name = order.places[street.name];
  reorder(collected.names, order);
}

void sort_streets(Collected& collected) {
  auto const& streets = collected.streets;
  auto const order = order_of(streets.size(), [&](std::uint32_t a, std::uint32_t b) {
    auto const parts = [](StreetBuild const& street) {
      return std::tie(street.commune, street.id, street.postcode, street.name);
    };
    return parts(streets[a]) < parts(streets[b]);
  });
  for (auto& number : collected.numbers) number.street = order.places[number.street];
  for (auto& id : collected.unusual_ids) id.street = order.places[id.street];
  reorder(collected.streets, order);
}

std::size_t sort_numbers(Collected& collected) {
  sort_suffixes(collected);
  group_by_street(collected);
  auto& numbers = collected.numbers;
  auto const before = [](NumberBuild const& a, NumberBuild const& b) {
    return a.packed < b.packed;
  };
  for (auto at = numbers.begin(); at != numbers.end();) {
    auto const end = std::find_if(
        at, numbers.end(), [&](NumberBuild const& number) { return number.street != at->street; });
    if (!std::is_sorted(at, end, before)) std::stable_sort(at, end, before);
    at = end;
  }
  auto const kept = std::unique(numbers.begin(), numbers.end(), [](auto const& a, auto const& b) {
    return a.street == b.street && a.packed == b.packed;
  });
  auto const repeated = static_cast<std::size_t>(numbers.end() - kept);
  numbers.erase(kept, numbers.end());
  return repeated;
}

std::vector<std::uint32_t> first_numbers(Collected const& collected) {
  std::vector<std::uint32_t> first(collected.streets.size() + 1);
  for (auto const& number : collected.numbers) ++first[number.street + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  return first;
}

std::string build_index(Collected collected, AddressCounts& counts) {
  collected.commune_rows.clear();
  collected.street_rows.clear();
  collected.name_rows.clear();
  sort_communes(collected);
  sort_names(collected);
  sort_streets(collected);
  counts = {};
  counts.repeated = sort_numbers(collected);
  counts.communes = collected.communes.size();
  counts.streets = collected.streets.size();
  counts.numbers = collected.numbers.size();
  counts.localities = static_cast<std::size_t>(
      std::ranges::count(collected.streets, RowKind::kLocality, &StreetBuild::kind));

  IndexWriter out;
  TextPool texts;
  IndexCounts const stored{counts.localities, counts.repeated};
  out.put(Section::kCounts, std::span(&stored, 1));
  out.put_bytes(Section::kLexicon, collected.lexicon_text);
  write_towns(collected, texts, out);
  write_streets(collected, texts, out);
  write_names(collected, out);
  write_numbers(collected, texts, out);
  out.put_bytes(Section::kText, texts.bytes());
  return out.finish();
}

}  // namespace qpv
