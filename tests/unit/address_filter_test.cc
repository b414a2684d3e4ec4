// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "geo/address/search.h"
#include "tests/support/made_addresses.h"

namespace qpv {
namespace {

using test::MadeAddresses;

MadeAddresses const& base() {
  static MadeAddresses const made({
      {"62498_0001", 12, "", "Rue Pasteur", "62300", "62498", "Lens", {2.83, 50.43}},
      {"62510_0001", 12, "", "Rue Pasteur", "62800", "62510", "Liévin", {2.78, 50.42}},
      {"62510_0002", 3, "", "Rue de Lens", "62800", "62510", "Liévin", {2.78, 50.421}},
      {"59350_0001", 12, "", "Rue Pasteur", "59000", "59350", "Lille", {3.06, 50.63}},
      {"59350_0002", 12, "", "Rue Pasteur", "59800", "59350", "Lille", {3.07, 50.63}},
      {"75119_0001", 12, "", "Rue Pasteur", "75019", "75119", "Paris", {2.38, 48.88}},
  });
  return made;
}

// "score label" of the best, and the rest by label alone.
std::vector<std::string> found(AddressQuery const& query) {
  SearchScratch scratch;
  std::vector<AddressMatch> matches;
  search(*base(), query, scratch, matches);
  std::vector<std::string> labels;
  labels.reserve(matches.size());
  for (auto const& match : matches) labels.push_back(label(*base(), match));
  return labels;
}

double best_score(AddressQuery const& query) {
  SearchScratch scratch;
  std::vector<AddressMatch> matches;
  search(*base(), query, scratch, matches);
  return matches.empty() ? 0 : matches.front().score;
}

TEST(AddressFilter, LooksWhereItSays) {
  for (auto const& [code, expected] : {std::pair{"62498", "12 Rue Pasteur 62300 Lens"},
                                       std::pair{"62510", "12 Rue Pasteur 62800 Liévin"}}) {
    AddressQuery const query{.text = "12 rue pasteur", .only_citycode = code};
    EXPECT_EQ(found(query).at(0), expected);
    EXPECT_GT(best_score(query), 0.95) << code;
  }
  AddressQuery const by_postcode{.text = "12 rue pasteur", .only_postcode = "59800"};
  // As where the town is named, it is an answer too, a weak one.
  EXPECT_EQ(found(by_postcode), (std::vector<std::string>{"12 Rue Pasteur 59800 Lille", "Lille"}));
}

TEST(AddressFilter, IsNoneWhereThePostcodeIsSaidTwice) {
  double const once = best_score({.text = "12 rue pasteur 62300 lens"});
  EXPECT_EQ(once, 1);
  EXPECT_EQ(best_score({.text = "12 rue pasteur 62300 lens", .postcode = "62300"}), once);
  EXPECT_EQ(best_score({.text = "12 rue pasteur 62300", .postcode = "62300", .city = "Lens"}),
            once);
  EXPECT_EQ(best_score({.text = "62300 12 rue pasteur", .postcode = "62300"}), once);
  // Another one is another thing.
  EXPECT_LT(best_score({.text = "12 rue pasteur 62300 lens", .postcode = "59800"}), once);
}

TEST(AddressFilter, TakesSeveralCodes) {
  AddressQuery const query{.text = "12 rue pasteur", .only_citycode = "62498 62510"};
  auto const both = found(query);
  ASSERT_EQ(both.size(), 4U);
  EXPECT_EQ((std::set{both[0], both[1]}),
            (std::set<std::string>{"12 Rue Pasteur 62300 Lens", "12 Rue Pasteur 62800 Liévin"}));
  auto const codes = found({.text = "12 rue pasteur", .only_postcode = "62300 59000 12345"});
  ASSERT_EQ(codes.size(), 4U);
  EXPECT_EQ((std::set{codes[0], codes[1]}),
            (std::set<std::string>{"12 Rue Pasteur 62300 Lens", "12 Rue Pasteur 59000 Lille"}));
}

TEST(AddressFilter, TakesACityForItsArrondissements) {
  EXPECT_EQ(found({.text = "12 rue pasteur", .only_citycode = "75056"}).at(0),
            "12 Rue Pasteur 75019 Paris");
}

TEST(AddressFilter, HoldsTogetherWithAnother) {
  EXPECT_EQ(found({.text = "12 rue pasteur", .only_citycode = "59350", .only_postcode = "59000"}),
            (std::vector<std::string>{"12 Rue Pasteur 59000 Lille", "Lille"}));
  EXPECT_TRUE(found({.text = "12 rue pasteur", .only_citycode = "62498", .only_postcode = "59000"})
                  .empty());
}

TEST(AddressFilter, FindsNothingWhereThereIsNothing) {
  EXPECT_TRUE(found({.text = "12 rue pasteur", .only_citycode = "62999"}).empty());
  EXPECT_TRUE(found({.text = "12 rue pasteur lens", .only_postcode = "1"}).empty());
}

TEST(AddressFilter, WeighsThePlaceThatIsNamed) {
  AddressQuery const same{.text = "12 rue pasteur lens", .only_citycode = "62498"};
  EXPECT_GT(best_score(same), 0.95);
  AddressQuery const misspelt{.text = "12 rue pasteur lievinn", .only_citycode = "62510"};
  EXPECT_EQ(found(misspelt).at(0), "12 Rue Pasteur 62800 Liévin");
  // Another town than the filter's was typed: not certain.
  AddressQuery const other{.text = "12 rue pasteur liévin", .only_citycode = "62498"};
  EXPECT_LT(best_score(other), 0.8);
  // The town is a part of the street's name.
  EXPECT_EQ(found({.text = "3 rue de lens", .only_citycode = "62510"}).at(0),
            "3 Rue de Lens 62800 Liévin");
}

TEST(AddressFilter, FindsTheStreetWhereNumbersAreLeftOut) {
  MatchKinds streets;
  streets.add(MatchKind::kStreet);
  EXPECT_EQ(found({.text = "12 rue pasteur lens", .only_kinds = streets}).at(0),
            "Rue Pasteur 62300 Lens");
  MatchKinds towns;
  towns.add(MatchKind::kMunicipality);
  EXPECT_EQ(found({.text = "lens", .only_kinds = towns}).at(0), "Lens");
  EXPECT_EQ(found({.text = "12 rue pasteur lens", .only_kinds = towns}).at(0), "Lens");
}

}  // namespace
}  // namespace qpv
