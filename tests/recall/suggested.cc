// SPDX-License-Identifier: EUPL-1.2
#include "tests/recall/suggested.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "geo/address/fold.h"
#include "geo/address/search.h"
#include "geo/address/suggest.h"
#include "tests/recall/thread_time.h"

namespace qpv::test {
namespace {

using IsMeant = std::function<bool(AddressMatch const&)>;

bool is_letter_begin(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

// In small letters, without accents; a space stands for all that is neither letter nor digit.
std::string plain(std::string_view text) {
  FoldedText folded;
  folded.fold(text);
  std::string out;
  for (std::size_t i = 0; i < folded.tokens().size(); ++i) {
    if (i > 0 && folded.tokens()[i].gap != Gap::kNone) out += ' ';
    out += folded[i];
  }
  return out;
}

// The third and fourth letter of the last long word of the street, swapped.
std::string with_typo(std::string street) {
  constexpr std::size_t kLong = 5;
  auto end = street.size();
  while (end > 0) {
    auto const before = street.find_last_of(' ', end - 1);
    auto const begin = before == std::string::npos ? 0 : before + 1;
    if (end - begin >= kLong && street[begin + 2] != street[begin + 3]) {
      std::swap(street[begin + 2], street[begin + 3]);
      return street;
    }
    end = before == std::string::npos ? 0 : before;
  }
  return street;
}

class Typist {
 public:
  Typist(AddressIndex const& index, std::string kind) : index_(index) {
    all_.kind = std::move(kind);
  }

  void type(std::string_view text, IsMeant const& is_meant) {
    auto const letters = static_cast<std::size_t>(std::ranges::count_if(text, is_letter_begin));
    std::size_t needed = letters;  // until it is there for good
    std::size_t typed = 0;
    bool shown = false;
    for (std::size_t size = 1; size <= text.size(); ++size) {
      if (size < text.size() && !is_letter_begin(text[size])) continue;
      ++typed;
      bool const before = shown;
      shown = std::ranges::any_of(suggest_for(text.substr(0, size)), is_meant);
      if (!shown) needed = letters;
      if (shown && !before) needed = typed;
      for (std::size_t i = 0; i < kTypedShares.size(); ++i) {
        bool const reached = typed == (letters * kTypedShares[i] + 99) / 100;
        if (shown && reached) ++all_.shown[i];
      }
    }
    ++all_.asked;
    all_.typed += 100.0 * static_cast<double>(needed) / static_cast<double>(letters);
  }

  Suggested take() {
    all_.typed /= static_cast<double>(std::max<std::size_t>(all_.asked, 1));
    std::ranges::sort(all_.microseconds);
    return std::move(all_);
  }

 private:
  std::vector<AddressMatch> const& suggest_for(std::string_view text) {
    SuggestQuery query;
    query.text = text;
    auto const began = thread_microseconds();
    suggest(index_, query, scratch_, found_);
    all_.microseconds.push_back(static_cast<float>(thread_microseconds() - began));
    return found_;
  }

  AddressIndex const& index_;
  SearchScratch scratch_;
  std::vector<AddressMatch> found_;
  Suggested all_;
};

// "12 Rue Pasteur 62300 Lens" in its parts.
struct Parts {
  std::string line;
  std::string postcode;
  std::string town;
};

// Addresses are found by their labels; nothing else knows an id.
std::vector<Parts> parts_of(AddressIndex const& index, std::vector<Asked const*> const& asked) {
  std::vector<Parts> all;
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  for (auto const* one : asked) {
    search(index, to_query(*one), scratch, found);
    auto const match = std::ranges::find_if(found, [&](AddressMatch const& each) {
      return each.kind == MatchKind::kHousenumber && index.id(each.street, each.number) == one->id;
    });
    if (match == found.end()) {
      all.push_back({});
      continue;
    }
    auto const street = index[match->street];
    all.push_back({housenumber(index[match->number]) + " " + std::string(street.name),
                   std::string(street.postcode), std::string(index[match->commune].name)});
  }
  return all;
}

// So many of them, from all over the list.
std::vector<Asked const*> sample(std::vector<Asked> const& asked, std::size_t most) {
  std::vector<Asked const*> all;
  for (auto const& one : asked) {
    if (!one.id.empty() && one.id != one.street_id) all.push_back(&one);
  }
  auto const step = std::max<std::size_t>(1, all.size() / std::max<std::size_t>(most, 1));
  std::vector<Asked const*> chosen;
  for (std::size_t i = 0; i < all.size() && chosen.size() < most; i += step) {
    chosen.push_back(all[i]);
  }
  return chosen;
}

using Write = std::string (*)(Parts const&);

Suggested type_addresses(AddressIndex const& index, std::string kind,
                         std::vector<Asked const*> const& asked, std::vector<Parts> const& parts,
                         Write write) {
  Typist typist(index, std::move(kind));
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (parts[i].line.empty()) continue;
    auto const& id = asked[i]->id;
    typist.type(write(parts[i]), [&](AddressMatch const& match) {
      return match.kind == MatchKind::kHousenumber && index.id(match.street, match.number) == id;
    });
  }
  return typist.take();
}

Suggested type_towns(AddressIndex const& index, std::size_t most) {
  Typist typist(index, "town");
  auto const communes = index.communes();
  auto const step = std::max<std::size_t>(1, communes.size() / std::max<std::size_t>(most, 1));
  for (std::size_t i = 0; i < communes.size(); i += step) {
    auto const commune = static_cast<CommuneIdx>(i);
    typist.type(index[commune].name, [&](AddressMatch const& match) {
      return match.kind == MatchKind::kMunicipality && match.commune == commune;
    });
  }
  return typist.take();
}

}  // namespace

std::vector<Suggested> suggest_all(AddressIndex const& index, std::vector<Asked> const& asked,
                                   std::size_t most) {
  auto const chosen = sample(asked, most);
  auto const parts = parts_of(index, chosen);
  auto const label = [](Parts const& p) { return p.line + " " + p.postcode + " " + p.town; };
  auto const small = [](Parts const& p) { return plain(p.line + " " + p.postcode + " " + p.town); };
  auto const no_code = [](Parts const& p) { return p.line + " " + p.town; };
  auto const typo = [](Parts const& p) {
    return with_typo(plain(p.line)) + " " + p.postcode + " " + plain(p.town);
  };
  std::vector<Suggested> all;
  all.push_back(type_addresses(index, "label", chosen, parts, label));
  all.push_back(type_addresses(index, "plain", chosen, parts, small));
  all.push_back(type_addresses(index, "no_code", chosen, parts, no_code));
  all.push_back(type_addresses(index, "typo", chosen, parts, typo));
  all.push_back(type_towns(index, most));
  return all;
}

}  // namespace qpv::test
