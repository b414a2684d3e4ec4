// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/address_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "geo/address/edit_distance.h"
#include "geo/address/fold.h"
#include "geo/address/search.h"
#include "tests/support/made_addresses.h"
#include "tests/support/shapes.h"

namespace qpv {
namespace {

using test::at;
using test::MadeAddresses;
using test::Row;

std::string folded(std::string_view text) {
  FoldedText out;
  out.fold(text);
  std::string joined;
  for (std::size_t i = 0; i < out.tokens().size(); ++i) {
    if (i > 0) joined += ' ';
    joined += out[i];
  }
  return joined;
}

TEST(Fold, LeavesLettersAndDigits) {
  EXPECT_EQ(folded("12bis, Rue de l’Église"), "12 bis rue de l eglise");
  EXPECT_EQ(folded("NŒUX-LES-MINES"), "noeux les mines");
  EXPECT_EQ(folded("n°12"), "n 12");
  EXPECT_EQ(folded("e\xCC\x81te \xFF\xFE x"), "ete x") << "a combining accent, and no UTF-8";
  EXPECT_EQ(folded(""), "");
}

// The same by the textbook's table.
unsigned slow_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = static_cast<unsigned>(i);
  for (std::size_t k = 0; k <= b.size(); ++k) d[0][k] = static_cast<unsigned>(k);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t k = 1; k <= b.size(); ++k) {
      unsigned const change = a[i - 1] == b[k - 1] ? 0 : 1;
      d[i][k] = std::min({d[i - 1][k] + 1, d[i][k - 1] + 1, d[i - 1][k - 1] + change});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
        d[i][k] = std::min(d[i][k], d[i - 2][k - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditPattern, IsWhatTheTableGives) {
  std::mt19937 random(7);
  auto const word = [&] {
    std::string out(random() % 20, 'a');
    for (auto& c : out) c = "abc "[random() % 4];
    return out;
  };
  for (int i = 0; i < 20'000; ++i) {
    auto const a = word();
    auto const b = word();
    ASSERT_EQ(EditPattern(a).distance(b), slow_distance(a, b)) << a << "|" << b;
  }
}

std::vector<Row> const kTown{
    {"62498_0001", 12, "", "Rue du Général de Gaulle", "62300", "62498", "Lens", at(0, 0)},
    {"62498_0001", 12, "bis", "Rue du Général de Gaulle", "62300", "62498", "Lens", at(5, 0)},
    {"62498_0001", 14, "", "Rue du Général de Gaulle", "62300", "62498", "Lens", at(10, 0)},
    {"62498_0002", 3, "", "Rue du 8 Mai 1945", "62300", "62498", "Lens", at(90, 0)},
    {"62498_0002", 8, "", "Rue du 8 Mai 1945", "62300", "62498", "Lens", at(95, 0)},
    {"62498_0003", 3, "", "Avenue Pasteur", "62300", "62498", "Lens", at(200, 0)},
    {"62510_0001", 3, "", "Rue Jean Jaurès", "62800", "62510", "Liévin", at(900, 0)},
    {"62498_0004", 7, "", "Rue de Lens", "62300", "62498", "Lens", at(300, 0)},
    {"62265_0001", 7, "", "Rue Émile Zola", "62300", "62265", "Éleu-dit-Leauwette", at(700, 0)},
};

TEST(AddressIndex, KeepsWhatItWasGiven) {
  MadeAddresses const base(kTown);
  EXPECT_EQ(base->counts().numbers, kTown.size());
  EXPECT_EQ(base->counts().communes, 3U);
  EXPECT_EQ(base->counts().streets, 6U);
  auto const lens = base->find_commune("62498").value();
  EXPECT_EQ((*base)[lens].name, "Lens");
  EXPECT_EQ(base->postcode(lens, 0), "62300");
  EXPECT_EQ(base->postcode(lens, 1), "");
  auto const street = base->streets(lens).first;
  EXPECT_EQ(base->id(street), "62498_0001");
  auto const number =
      static_cast<NumberIdx>(static_cast<std::uint32_t>(base->numbers(street).first) + 1);
  EXPECT_EQ(base->id(street, number), "62498_0001_00012_bis");
  EXPECT_NEAR((*base)[number].position.lon, kTown[1].position.lon, 1e-7);
  EXPECT_EQ((*base)[number].type, PositionType::kEntrance);
}

TEST(AddressIndex, HasTheSameBytesWhateverTheRun) {
  EXPECT_EQ(test::build_bytes(kTown), test::build_bytes(kTown));
}

TEST(AddressIndex, RefusesWhatIsDamaged) {
  auto const bytes = test::build_bytes(kTown);
  auto const open = [](std::string const& text, IndexCheck check) {
    std::vector<std::uint64_t> aligned((text.size() + 7) / 8);
    std::memcpy(aligned.data(), text.data(), text.size());
    return AddressIndex::open(std::as_bytes(std::span(aligned)).first(text.size()), check)
        .has_value();
  };
  EXPECT_TRUE(open(bytes, IndexCheck::kEverything));
  for (std::size_t at = 1; at < bytes.size(); at += 1 + bytes.size() / 300) {
    EXPECT_FALSE(open(bytes.substr(0, at), IndexCheck::kHeader)) << at;
  }
  // The last byte belongs to a section, the first ones to the header.
  for (auto const at : {std::size_t{0}, std::size_t{9}, std::size_t{40}, bytes.size() - 1}) {
    auto damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    EXPECT_FALSE(open(damaged, IndexCheck::kEverything)) << at;
  }
}

// Whatever the bytes after the header say, nothing is read outside of them (the sanitizers watch).
TEST(AddressIndex, AnswersFromDamagedSectionsWithoutHarm) {
  auto const bytes = test::build_bytes(kTown);
  std::mt19937 random(3);
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  for (int i = 0; i < 300; ++i) {
    std::vector<std::uint64_t> damaged((bytes.size() + 7) / 8);
    std::memcpy(damaged.data(), bytes.data(), bytes.size());
    for (int k = 0; k < 6; ++k) damaged[100 + random() % (damaged.size() - 100)] = random();
    auto const index = AddressIndex::open(std::as_bytes(std::span(damaged)).first(bytes.size()),
                                          IndexCheck::kHeader);
    if (!index) continue;
    for (auto const* text : {"12 rue du general de gaulle 62300 lens", "3 jean jores lievin"}) {
      AddressQuery query;
      query.text = text;
      search(*index, query, scratch, found);
      for (auto const& match : found) EXPECT_LE(label(*index, match).size(), 1000U);
    }
    EXPECT_LE(reverse(*index, at(0, 0), 500, 3).size(), 3U);
  }
}

// The id of the best match and its score.
std::pair<std::string, double> best(AddressIndex const& index, std::string_view text) {
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  AddressQuery query;
  query.text = text;
  search(index, query, scratch, found);
  if (found.empty()) return {"", 0};
  auto const& match = found.front();
  if (match.kind == MatchKind::kMunicipality) {
    return {std::string(index[match.commune].citycode), match.score};
  }
  if (match.kind != MatchKind::kHousenumber) return {index.id(match.street), match.score};
  return {index.id(match.street, match.number), match.score};
}

TEST(Search, ReadsAddressesAsPeopleTypeThem) {
  MadeAddresses const base(kTown);
  struct Case {
    char const* text;
    char const* id;
  };
  for (auto const& [text, id] : std::initializer_list<Case>{
           {"12 rue du Général de Gaulle 62300 Lens", "62498_0001_00012"},
           {"12, RUE DU GAL DE GAULLE, LENS", "62498_0001_00012"},
           {"12b r du général de gaulle lens", "62498_0001_00012_bis"},
           {"Bât A appt 7, 14 rue du général de gaule 62300 Lens CEDEX", "62498_0001_00014"},
           {"62300 Lens rue du général de Gaulle n°14", "62498_0001_00014"},
           {"chez M. Durand 12-14 rue du general de gaulle lens", "62498_0001_00012"},
           {"rue du 8 mai 1945 62300 lens", "62498_0002"},
           {"8 rue du huit mai 1945 lens", "62498_0002_00008"},
           {"rue du 8 mai 1945, 3, lens", "62498_0002_00003"},
           {"Cité 9 bis, 3 avenue pasteur, lens", "62498_0003_00003"},
           {"3 jean jores lievin", "62510_0001_00003"},
           {"7 rue de lens 62300", "62498_0004_00007"},
           {"7 rue emile zola 62300 lens", "62265_0001_00007"},
           {"Liévin", "62510"},
       }) {
    EXPECT_EQ(best(*base, text).first, id) << text;
  }
}

// "41e" is not the 41: an ordinal's mark, behind a house number, is its suffix.
TEST(Search, KeepsWhateverSuffixTheBaseHas) {
  MadeAddresses const base({
      {"98818_0001", 41, "", "Rue de Vauban", "98800", "98818", "Nouméa", at(0, 0)},
      {"98818_0001", 41, "e", "Rue de Vauban", "98800", "98818", "Nouméa", at(5, 0)},
      {"98818_0001", 41, "b", "Rue de Vauban", "98800", "98818", "Nouméa", at(15, 0)},
      {"98818_0001", 41, "b2", "Rue de Vauban", "98800", "98818", "Nouméa", at(20, 0)},
      {"98818_0001", 41, "quinter", "Rue de Vauban", "98800", "98818", "Nouméa", at(10, 0)},
      {"98818_0002", 41, "", "Rue du 12e Régiment", "98800", "98818", "Nouméa", at(90, 0)},
  });
  using Best = std::pair<std::string, double>;
  EXPECT_EQ(best(*base, "41e rue de Vauban, Nouméa"), Best("98818_0001_00041_e", 1));
  EXPECT_EQ(best(*base, "41 E rue de Vauban, Nouméa"), Best("98818_0001_00041_e", 1));
  EXPECT_EQ(best(*base, "41quinter rue de Vauban, Nouméa"), Best("98818_0001_00041_quinter", 1));
  EXPECT_EQ(best(*base, "41 quinquies rue de Vauban, Nouméa").first, "98818_0001_00041_quinter");
  EXPECT_EQ(best(*base, "41b rue de Vauban, Nouméa"), Best("98818_0001_00041_b", 1));
  EXPECT_EQ(best(*base, "41b2 rue de Vauban, Nouméa"), Best("98818_0001_00041_b2", 1));
  EXPECT_EQ(best(*base, "41 B2, rue de Vauban, Nouméa"), Best("98818_0001_00041_b2", 1));
  EXPECT_LT(best(*base, "41b3 rue de Vauban, Nouméa").second, 1);
  EXPECT_EQ(best(*base, "41 rue de Vauban, Nouméa"), Best("98818_0001_00041", 1));
  EXPECT_EQ(best(*base, "41 rue du 12e régiment, Nouméa"), Best("98818_0002_00041", 1));
  EXPECT_EQ(best(*base, "rue du 12e régiment, Nouméa").first, "98818_0002");
  auto const plain = best(*base, "41e rue du 12e régiment, Nouméa");
  EXPECT_EQ(plain.first, "98818_0002_00041");
  EXPECT_LT(plain.second, 1) << "the 41e is not there";
}

// One town's name ends in another's, and both have the postcode.
TEST(Search, ATownWithoutItsSmallWordsIsNotTheTownThatItsNameEndsIn) {
  MadeAddresses const base({
      {"62846_0001", 6, "", "Chemin Gambetta", "62980", "62846", "Vermelles", at(0, 0)},
      {"62846_0002", 6, "", "Rue de Noyelles", "62980", "62846", "Vermelles", at(50, 0)},
      {"62626_0001", 6, "", "Rue Gambetta", "62980", "62626", "Noyelles-lès-Vermelles", at(900, 0)},
  });
  EXPECT_EQ(best(*base, "6 rue Gambetta 62980 Noyelles Vermelles").first, "62626_0001_00006");
  EXPECT_EQ(best(*base, "6 rue Gambetta Noyelles/Vermelles 62980").first, "62626_0001_00006");
  EXPECT_EQ(best(*base, "6 chemin Gambetta 62980 Vermelles").first, "62846_0001_00006");
  EXPECT_EQ(best(*base, "6 rue de Noyelles 62980 Vermelles").first, "62846_0002_00006");
  EXPECT_EQ(best(*base, "6 rue de Noyelles Vermelles 62980").first, "62846_0002_00006");
}

TEST(Search, APartOfATownsNameIsItWhereItIsTheOnlyOne) {
  MadeAddresses const addresses(
      {{"62186_0001", 6, "", "Rue Gambetta", "62160", "62186", "Bully-les-Mines", {2.7, 50.4}},
       {"62628_0001", 6, "", "Rue Gambetta", "62221", "62628", "Noyelles-sous-Lens", {2.9, 50.4}},
       {"62626_0001",
        6,
        "",
        "Rue Gambetta",
        "62980",
        "62626",
        "Noyelles-lès-Vermelles",
        {2.7, 50.5}}});
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  auto const best = [&](std::string_view text) {
    AddressQuery query;
    query.text = text;
    search(*addresses, query, scratch, found);
    return found.empty() || found[0].score < 0.8 ? std::string() : label(*addresses, found[0]);
  };
  EXPECT_EQ(best("6 rue Gambetta, Bully"), "6 Rue Gambetta 62160 Bully-les-Mines");
  EXPECT_EQ(best("6 rue Gambetta 62221 Noyelles"), "6 Rue Gambetta 62221 Noyelles-sous-Lens");
  EXPECT_EQ(best("6 rue Gambetta Noyelles"), "") << "two towns begin so";
  EXPECT_EQ(best("6 rue Gambetta, Bul"), "") << "too short to mean it";
}

TEST(Search, IsNeverSureOfAnotherStreet) {
  MadeAddresses const base(kTown);
  for (auto const* text : {"3 rue pasteur 62300 Lens", "7 rue emile zola 62300 Lens",
                           "3 rue du 8 mai 1946 lens", "12 rue de gaulle lens"}) {
    EXPECT_LT(best(*base, text).second, 0.8) << text;
  }
  EXPECT_EQ(best(*base, "").first, "");
  EXPECT_EQ(best(*base, "!!").first, "");
}

TEST(Reverse, FindsTheNearestNumberOfEachStreet) {
  MadeAddresses const base(kTown);
  auto const found = reverse(*base, at(8, 3), 150, 5);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(base->id(found[0].street, found[0].number), "62498_0001_00014");
  EXPECT_NEAR(found[0].metres, 3.6, 0.1);
  EXPECT_EQ(base->id(found[1].street), "62498_0002");
}

}  // namespace
}  // namespace qpv
