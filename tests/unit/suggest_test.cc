// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/suggest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "geo/address/peaks.h"
#include "tests/support/made_addresses.h"

namespace qpv {
namespace {

using test::MadeAddresses;
using test::Row;

using Labels = std::vector<std::string>;

// Lens, Liévin and Arras; Arras is the largest.
MadeAddresses make_towns() {
  std::vector<Row> rows;
  auto const street = [&](std::string const& id, std::string const& name, std::uint32_t numbers) {
    std::string const citycode = id.substr(0, 5);
    bool const lens = citycode == "62498";
    bool const lievin = citycode == "62510";
    for (std::uint32_t number = 1; number <= numbers; ++number) {
      rows.push_back({id,
                      number,
                      "",
                      name,
                      lens     ? "62300"
                      : lievin ? "62800"
                               : "62000",
                      citycode,
                      lens     ? "Lens"
                      : lievin ? "Liévin"
                               : "Arras",
                      {2.8 + number * 1e-4, 50.4}});
    }
  };
  street("62498_0001", "Rue de la République", 14);
  street("62498_0002", "Rue Jean Jaurès", 6);
  street("62498_0003", "Avenue Raoul Briquet", 20);
  street("62510_0001", "Rue de la République", 4);
  street("62510_0002", "Rue Jean Jaurès", 30);
  street("62041_0001", "Rue de la République", 90);
  street("62041_0002", "Rue Jeanne d’Arc", 50);
  return MadeAddresses(rows);
}

Labels suggested(MadeAddresses const& addresses, SuggestQuery const& query) {
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  suggest(*addresses, query, scratch, found);
  Labels labels;
  for (auto const& match : found) labels.push_back(label(*addresses, match));
  return labels;
}

Labels suggested(MadeAddresses const& addresses, std::string_view text, std::size_t most = 10) {
  return suggested(addresses, {text, most, {}, {}});
}

bool holds(Labels const& labels, std::string const& label) {
  return std::ranges::find(labels, label) != labels.end();
}

TEST(Suggest, ANumberBringsTheStreetsThatHaveItFirst) {
  auto const towns = make_towns();
  auto const labels = suggested(towns, "12 rue de la r");
  ASSERT_EQ(labels.size(), 4U);
  EXPECT_EQ(labels[0], "12 Rue de la République 62000 Arras");
  EXPECT_EQ(labels[1], "12 Rue de la République 62300 Lens");
  EXPECT_EQ(labels[2], "Rue de la République 62800 Liévin") << "it has no 12";
  EXPECT_EQ(labels[3], "12 Avenue Raoul Briquet 62300 Lens") << "it is no rue";
}

TEST(Suggest, TheTerritoryComesBeforeAllElse) {
  auto const towns = make_towns();
  std::vector const territory{*towns->find_commune("62498"), *towns->find_commune("62510")};
  auto const labels = suggested(towns, {"12 rue rep", 10, {}, territory});
  EXPECT_EQ(labels,
            (Labels{"12 Rue de la République 62300 Lens", "Rue de la République 62800 Liévin",
                    "12 Rue de la République 62000 Arras"}));
}

TEST(Suggest, TownsAreCompletedAlone) {
  auto const towns = make_towns();
  EXPECT_EQ(suggested(towns, "len"), Labels{"Lens"});
  EXPECT_EQ(suggested(towns, "LIÉ"), Labels{"Liévin"});
  EXPECT_EQ(suggested(towns, "62300 le"), Labels{"Lens"});
}

TEST(Suggest, TownsAreCompletedAfterAStreet) {
  auto const towns = make_towns();
  EXPECT_EQ(suggested(towns, "12 rue jean jaures li", 1),
            Labels{"12 Rue Jean Jaurès 62800 Liévin"});
  EXPECT_EQ(suggested(towns, "6 rue jau le", 1), Labels{"6 Rue Jean Jaurès 62300 Lens"});
  EXPECT_EQ(suggested(towns, "6 rue jean jaures 623", 1), Labels{"6 Rue Jean Jaurès 62300 Lens"});
  EXPECT_EQ(suggested(towns, "6 rue jean jaures 62300 l", 1),
            Labels{"6 Rue Jean Jaurès 62300 Lens"});
}

// "rue victor h" is the rue Victor Hugo of Lens, although Harnes begins with an h.
TEST(Suggest, TheFirstLettersOfATownAreRatherTheNextWordOfTheName) {
  MadeAddresses const towns(
      {{"62498_0001", 1, "", "Rue Victor Hugo", "62300", "62498", "Lens", {2.8, 50.4}},
       {"62413_0001", 1, "", "Rue Victor Leroy", "62440", "62413", "Harnes", {2.9, 50.4}},
       {"62413_0002", 1, "", "Rue Victor", "62440", "62413", "Harnes", {2.9, 50.4}}});
  EXPECT_EQ(suggested(towns, "rue victor h"),
            (Labels{"Rue Victor 62440 Harnes", "Rue Victor Hugo 62300 Lens",
                    "Rue Victor Leroy 62440 Harnes"}))
      << "a name in full, then one that goes on so";
  EXPECT_EQ(suggested(towns, "rue victor harn").back(), "Rue Victor Leroy 62440 Harnes");
  EXPECT_FALSE(holds(suggested(towns, "rue victor harn"), "Rue Victor Hugo 62300 Lens"));
}

TEST(Suggest, AnArticleAloneIsNoStreetOfATown) {
  MadeAddresses const towns(
      {{"62498_0001", 1, "", "Rue des Déportés", "62300", "62498", "Lens", {2.8, 50.4}},
       {"62510_0001", 1, "", "Rue de l’Église", "62800", "62510", "Liévin", {2.8, 50.4}}});
  EXPECT_EQ(suggested(towns, "rue de l'é"), Labels{"Rue de l’Église 62800 Liévin"});
  EXPECT_TRUE(suggested(towns, "rue de l").empty());
  EXPECT_TRUE(suggested(towns, "12 rue de la ").empty());
}

TEST(Suggest, APostcodeAloneBringsItsTowns) {
  auto const towns = make_towns();
  EXPECT_EQ(suggested(towns, "62300"), Labels{"Lens"});
  EXPECT_EQ(suggested(towns, "62300 l"), Labels{"Lens"});
  EXPECT_TRUE(suggested(towns, "623").empty()) << "it may be a house number";
}

TEST(Suggest, AMisspeltTownIsForgivenOnceItIsTyped) {
  auto const towns = make_towns();
  EXPECT_EQ(suggested(towns, "30 rue jean jaures lievvin", 1),
            Labels{"30 Rue Jean Jaurès 62800 Liévin"});
  EXPECT_TRUE(suggested(towns, "14 rue zzyzx le").empty());
  EXPECT_TRUE(suggested(towns, "14 rue zzyzx 62").empty());
}

TEST(Suggest, TheLastWordMayBeTheBeginningOfAnother) {
  auto const towns = make_towns();
  EXPECT_TRUE(holds(suggested(towns, "rue jean"), "Rue Jeanne d’Arc 62000 Arras"));
  EXPECT_TRUE(holds(suggested(towns, "rue de la rép"), "Rue de la République 62300 Lens"));
}

TEST(Suggest, MistakesAreForgivenInATownOrTerritory) {
  auto const towns = make_towns();
  std::vector const territory{*towns->find_commune("62498")};
  EXPECT_EQ(suggested(towns, {"12 rue de la repbuliq", 1, {}, territory}),
            Labels{"12 Rue de la République 62300 Lens"});
  EXPECT_EQ(suggested(towns, "12 rue de la repbulique arras", 1),
            Labels{"12 Rue de la République 62000 Arras"});
}

TEST(Suggest, NothingReadsTwiceAndLittleIsAskedOfNothing) {
  MadeAddresses const twice(
      {{"62498_0001", 1, "", "Rue Pasteur", "62300", "62498", "Lens", {2.8, 50.4}},
       {"62498_0002", 2, "", "Rue Pasteur", "62300", "62498", "Lens", {2.9, 50.4}}});
  EXPECT_EQ(suggested(twice, "rue past"), Labels{"Rue Pasteur 62300 Lens"});
  EXPECT_TRUE(suggested(twice, "p").empty());
  EXPECT_TRUE(suggested(twice, "12").empty());
  EXPECT_TRUE(suggested(twice, "").empty());
  EXPECT_TRUE(suggested(twice, "rue past", 0).empty());
}

// Against a sort of everything.
TEST(Peaks, AreTheHighestOfAnyRange) {
  std::mt19937 random(20261125);
  for (std::size_t const rows : {0U, 1U, 15U, 16U, 17U, 300U, 5000U}) {
    std::vector<std::uint8_t> weights(rows);
    for (auto& weight : weights) weight = static_cast<std::uint8_t>(random() % 40);
    auto const peaks = build_peaks(weights);
    for (int round = 0; round < 200; ++round) {
      auto const end = random() % (rows + 1);
      auto const first = random() % (end + 1);
      auto const most = random() % 30;
      std::vector<Peak> wanted;
      for (auto row = first; row < end; ++row) {
        wanted.push_back({static_cast<std::uint32_t>(row), weights[row]});
      }
      std::ranges::stable_sort(wanted, std::greater<>(), &Peak::weight);
      wanted.resize(std::min(wanted.size(), most));
      std::vector<Peak> found;
      find_peaks(Column(std::span<std::uint8_t const>(peaks)), rows, first, end, most, found);
      ASSERT_EQ(found.size(), wanted.size()) << rows << ' ' << first << ' ' << end;
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        ASSERT_EQ(found[i].row, wanted[i].row) << rows << ' ' << first << ' ' << end << ' ' << i;
      }
    }
  }
}

}  // namespace
}  // namespace qpv
