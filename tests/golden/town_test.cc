// SPDX-License-Identifier: EUPL-1.2
//
// Small towns, from files to verdicts; the tables were checked by hand against the maps.
#include "tests/golden/town.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/address/address_verdict.h"
#include "tests/support/shapes.h"

namespace qpv::test {
namespace {

// "inside", "uncertain street_mixed 2 in 1 out likely inside", …
std::string verdict_of(Town const& town, std::string_view text) {
  SearchScratch scratch;
  AddressQuery query;
  query.text = text;
  auto const& base = *town->addresses;
  auto const out =
      decide_address(town->perimeters, base.index, query, kToday, {.errors = base.errors}, scratch);
  auto const& verdict = out.verdict;
  if (verdict.answer == Answer::kInside) return "inside";
  if (verdict.answer == Answer::kOutside) return "outside";
  if (verdict.answer == Answer::kNotFound) return "not_found";
  constexpr std::array kDoubts{"",     "near_boundary", "not_covered", "street_mixed",
                               "weak", "ambiguous"};
  std::string said = kDoubts.at(static_cast<std::size_t>(verdict.doubt));
  if (out.street)
    said += fmt::format(" {} in {} out {} open", out.street->inside, out.street->outside,
                        out.street->doubt);
  if (verdict.likely_inside)
    said += *verdict.likely_inside ? ", likely inside" : ", likely outside";
  return said;
}

struct Case {
  std::string text;
  std::string verdict;
};

void expect(Town const& town, std::vector<Case> const& cases) {
  for (auto const& [text, verdict] : cases) EXPECT_EQ(verdict_of(town, text), verdict) << text;
}

TEST(TinyTown, StreetsWithinAcrossAndBeyond) {
  Town const town(
      50,
      {"..................", ".########.........", ".#.a..a.#..c..c...", ".#......#.........",
       ".#.b..b.#..b......", ".########.........", ".........d........"},
      {{'a', {"Rue Haute", {"1", "3"}}},
       {'b', {"Rue Traversière", {"2", "4", "6bis"}}},
       {'c', {"Rue Basse", {"1", "2"}}},
       {'d', {"Rue du Coin", {"9"}}}});
  expect(town, {{"1 rue haute 62300 lens", "inside"},
                {"rue haute lens", "inside"},
                {"99 rue haute lens", "inside"},  // whatever its number
                {"2 rue basse 62300 lens", "outside"},
                {"rue basse 62300 lens", "outside"},
                {"99 rue basse 62300 lens", "outside"},
                {"4 rue traversiere lens", "inside"},
                {"6 bis rue traversiere lens", "outside"},
                {"rue traversière 62300 Lens", "street_mixed 2 in 1 out 0 open, likely inside"},
                {"12 rue traversiere 62300 lens", "street_mixed 2 in 1 out 0 open, likely inside"},
                {"9 rue du coin lens", "outside"},
                {"3 boulevard inexistant 62300 lens", "not_found"},
                {"lens", "ambiguous"},
                {"", "not_found"}});
}

TEST(TinyTown, DoubtsNearTheLimit) {
  // Characters of 4 m: the second number stands 2 m inside, the third 2 m outside.
  Town const town(4,
                  {"....................", ".##############.....", ".#............#.....",
                   ".#...a.......a#.....", ".#............#a....", ".#............#.....",
                   ".#............#.....", ".##############....a"},
                  {{'a', {"Rue du Bord", {"1", "3", "5", "7"}}}});
  expect(town, {{"1 rue du bord 62300 lens", "near_boundary, likely inside"},
                {"3 rue du bord 62300 lens", "near_boundary, likely inside"},
                {"5 rue du bord 62300 lens", "near_boundary, likely outside"},
                {"7 rue du bord 62300 lens", "outside"}});
}

TEST(TinyTown, ABoundaryAlongAStreetPartsItsSides) {
  // The limit runs between the two lines of houses, 3 m from each.
  std::string const inside = "##" + std::string(60, '#') + "##";
  std::string odd = "##";
  std::string even = "  ";
  Street street{"Rue de la Limite", {}};
  for (int i = 0; i < 30; ++i) {
    odd += "a#";
    even += "a ";
    street.numbers.push_back(std::to_string(2 * i + 1));
  }
  for (int i = 0; i < 30; ++i) street.numbers.push_back(std::to_string(2 * i + 2));
  std::vector<std::string> map(20, inside);
  map.push_back(odd + "##");
  map.push_back(even);
  Town const town(6, map, {{'a', street}});
  expect(town, {{"21 rue de la limite 62300 lens", "inside"},
                {"22 rue de la limite 62300 lens", "outside"},
                {"31 rue de la limite 62300 lens", "inside"},
                {"32 rue de la limite 62300 lens", "outside"},
                {"rue de la limite 62300 lens", "street_mixed 30 in 30 out 0 open"}});
}

TEST(TinyTown, TwoStreetsOfOneNameAreToldApartOrNot) {
  Town const town(50,
                  {"................", ".######.........", ".#.a..#.....b...", ".#....#.........",
                   ".######........."},
                  {{'a', {"Rue des Lilas", {"2"}}}, {'b', {"Allée des Lilas", {"2"}}}});
  expect(town, {{"2 rue des lilas 62300 lens", "inside"},
                {"2 allée des lilas 62300 lens", "outside"},
                {"2 des lilas 62300 lens", "ambiguous"}});
}

}  // namespace
}  // namespace qpv::test
