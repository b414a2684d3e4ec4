// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/ban_address.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/core/departements.h"
#include "tests/support/made_addresses.h"

namespace qpv {
namespace {

using test::MadeAddresses;

MadeAddresses const& base() {
  static MadeAddresses const made({
      {"62498_0001", 12, "bis", "Rue Pasteur", "62300", "62498", "Lens", {2.83, 50.43}},
      {"75115_0001", 3, "", "Rue Lecourbe", "75015", "75115", "Paris", {2.31, 48.84}},
      {"97411_0001", 5, "", "Rue Pasteur", "97400", "97411", "Saint-Denis", {55.45, -20.88}},
  });
  return made;
}

BanAddress found(std::string_view text) {
  SearchScratch scratch;
  std::vector<AddressMatch> matches;
  search(*base(), {.text = text}, scratch, matches);
  return ban_address(*base(), matches.at(0));
}

TEST(BanAddress, OfANumber) {
  auto const address = found("12 bis rue pasteur lens");
  EXPECT_EQ(address.label, "12bis Rue Pasteur 62300 Lens");
  EXPECT_EQ(address.type, "housenumber");
  EXPECT_EQ(address.housenumber, "12bis");
  EXPECT_EQ(address.name, "12bis Rue Pasteur");
  EXPECT_EQ(address.street, "Rue Pasteur");
  EXPECT_EQ(address.context, "62, Pas-de-Calais, Hauts-de-France");
  EXPECT_EQ(address.district, "");
}

TEST(BanAddress, OfAStreetAndATown) {
  auto const street = found("rue lecourbe paris");
  EXPECT_EQ(street.type, "street");
  EXPECT_EQ(street.id, "75115_0001");
  EXPECT_EQ(street.name, "Rue Lecourbe");
  EXPECT_EQ(street.housenumber, "");
  EXPECT_EQ(street.district, "Paris 15e Arrondissement");
  auto const town = found("saint-denis");
  EXPECT_EQ(town.type, "municipality");
  EXPECT_EQ(town.id, "97411");
  EXPECT_EQ(town.postcode, "97400");
  EXPECT_EQ(town.street, "");
  EXPECT_EQ(town.context, "974, La Réunion");
}

TEST(Departements, OfCitycodes) {
  EXPECT_EQ(departement_of("2A004")->name, "Corse-du-Sud");
  EXPECT_EQ(departement_of("69381")->region, "Auvergne-Rhône-Alpes");
  EXPECT_EQ(departement_of("97608")->name, "Mayotte");
  EXPECT_FALSE(departement_of("97801"));
  EXPECT_FALSE(departement_of(""));
  EXPECT_FALSE(departement_of("20000"));
}

}  // namespace
}  // namespace qpv
