// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/communes.h"

#include <gtest/gtest.h>

namespace qpv::import {
namespace {

ogr::SourcePerimeter perimeter(std::string code, std::vector<std::string> codes,
                               std::vector<std::string> names) {
  return {std::move(code), "a", std::move(codes), std::move(names), {}, {}};
}

TEST(FoldName, CaseAccentsAndPunctuation) {
  EXPECT_EQ(fold_name("LIÉVIN"), fold_name("Lie\xCC\x81vin"));
  EXPECT_EQ(fold_name("Éleu-dit-Leauwette"), "eleu dit leauwette");
  EXPECT_EQ(fold_name("L’Haÿ-les-Roses"), fold_name("L'HAY LES ROSES"));
  EXPECT_EQ(fold_name("Œuf-en-Ternois"), "oeuf en ternois");
  EXPECT_EQ(fold_name("St-Laurent-Blangy"), fold_name("Saint Laurent Blangy"));
}

TEST(PairCommunes, ByRankWhereThereAreAsMany) {
  auto const out = pair_communes(perimeter("QN06216M", {"62276", "62401"}, {"Douvrin", "Haisnes"}),
                                 CommuneTable());
  ASSERT_EQ(out.size(), 2U);
  EXPECT_EQ(out[1].code, "62401");
  EXPECT_EQ(out[1].name, "Haisnes");
}

TEST(PairCommunes, NamesAloneResolveWithinTheDepartementOnly) {
  CommuneTable table;
  table.add("62498", "Lens");
  table.add("59350", "Lille");
  table.add("62111", "Saint-Martin");
  table.add("62222", "St Martin");
  auto const out =
      pair_communes(perimeter("QP062001", {}, {"LENS", "Lille", "Saint-Martin"}), table);
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[0].code, "62498");
  EXPECT_FALSE(out[1].code.has_value()) << "Lille is not in the département of the perimeter";
  EXPECT_FALSE(out[2].code.has_value()) << "two communes have that name";
}

TEST(PairCommunes, CodesCountWhereTheNumbersDiffer) {
  CommuneTable table;
  table.add("62498", "Lens");
  auto const out = pair_communes(perimeter("QN06201M", {"62498", "62427"}, {"Lens"}), table);
  ASSERT_EQ(out.size(), 2U);
  EXPECT_EQ(out[0].name, "Lens");
  EXPECT_EQ(out[1].name, "62427");
}

}  // namespace
}  // namespace qpv::import
