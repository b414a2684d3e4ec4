// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/name_words.h"

#include <algorithm>

namespace qpv {
namespace {

constexpr std::size_t kMostNames = 1500;  // of one word: more would tell nothing apart
constexpr std::size_t kShortestWord = 3;

}  // namespace

std::span<NameWord const> words_beginning(IndexData const& index, std::string_view text) {
  auto const all = index.name_words.all();
  auto const rest = [&](NameWord const& word) {
    auto const bare = index.name(word.name).bare;
    return bare.substr(std::min<std::size_t>(word.offset, bare.size()), text.size());
  };
  // Not equal_range: clang 14 cannot take the subrange that it returns.
  auto const first = std::ranges::lower_bound(all, text, {}, rest);
  auto const end = std::ranges::upper_bound(all, text, {}, rest);
  return all.subspan(static_cast<std::size_t>(first - all.begin()),
                     static_cast<std::size_t>(end - first));
}

void each_name_with(IndexData const& index, std::string_view bare,
                    std::function<bool(std::uint32_t name)> const& use) {
  auto const run = [&](std::string_view text) {
    auto const words = words_beginning(index, text);
    return std::ranges::all_of(words.first(std::min(words.size(), kMostNames)),
                               [&](NameWord const& word) { return use(word.name); });
  };
  if (bare.size() < kShortestWord || !run(bare)) return;
  for (auto rest = bare; !rest.empty();) {
    auto const end = std::min(rest.find(' '), rest.size());
    auto const word = rest.substr(0, end);
    // The beginning of a word may be right where its end is misspelt.
    if (word.size() >= kShortestWord && word != bare && !run(word)) return;
    constexpr std::size_t kBeginning = 5;
    if (word.size() > kBeginning && !run(word.substr(0, kBeginning))) return;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace qpv
