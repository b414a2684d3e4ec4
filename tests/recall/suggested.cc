// SPDX-License-Identifier: EUPL-1.2
#include "tests/recall/suggested.h"

#include <algorithm>
#include <string_view>

#include "geo/address/search.h"
#include "geo/address/suggest.h"
#include "tests/recall/thread_time.h"

namespace qpv::test {
namespace {

// So many percent of its bytes, and the rest of a letter that this would cut.
std::string_view first_part(std::string_view text, int percent) {
  auto length = text.size() * static_cast<std::size_t>(percent) / 100;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return text.substr(0, length);
}

}  // namespace

std::vector<Suggested> suggest_all(AddressIndex const& index, std::vector<Asked> const& asked) {
  std::vector<Suggested> all;
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  for (int const percent : {25, 50, 75, 100}) {
    Suggested part;
    part.percent = percent;
    for (auto const& one : asked) {
      if (one.street_id.empty()) continue;
      SuggestQuery query;
      query.text = first_part(one.q, percent);
      auto const began = thread_microseconds();
      suggest(index, query, scratch, found);
      part.microseconds.push_back(static_cast<float>(thread_microseconds() - began));
      ++part.asked;
      if (std::ranges::any_of(found, [&](AddressMatch const& match) {
            return match.kind != MatchKind::kMunicipality &&
                   index.id(match.street) == one.street_id;
          })) {
        ++part.found;
      }
    }
    std::ranges::sort(part.microseconds);
    all.push_back(std::move(part));
  }
  return all;
}

}  // namespace qpv::test
