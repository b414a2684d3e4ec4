// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/perimeter_code.h"

#include <gtest/gtest.h>

#include "geo/core/france.h"

namespace qpv {
namespace {

TEST(PerimeterCode, TellsGenerationAndDepartement) {
  auto const lens = parse_perimeter_code("QN06226M").value();
  EXPECT_EQ(lens.generation, 2024);
  EXPECT_EQ(lens.departement, "62");
  EXPECT_FALSE(lens.overseas);
  auto const lille = parse_perimeter_code("QP059067").value();
  EXPECT_EQ(lille.generation, 2015);
  EXPECT_EQ(lille.departement, "59");
  EXPECT_EQ(parse_perimeter_code("QP02A001")->departement, "2A");
  EXPECT_EQ(parse_perimeter_code("QN97401I")->departement, "974");
  EXPECT_TRUE(parse_perimeter_code("QN97401I")->overseas);
  EXPECT_TRUE(parse_perimeter_code("QN06226Z")) << "letters other than M, N and I occur";
}

TEST(PerimeterCode, RefusesOtherForms) {
  for (auto const* code :
       {"", "QP62001", "QP0620010", "QN06226", "QN062261", "QP06200M", "qn06226m", "QA06226M",
        " QN06226M", "QN0622 M", "QN00026M", "QP02C001", "QPéé001"}) {
    EXPECT_FALSE(parse_perimeter_code(code)) << code;
  }
}

TEST(PerimeterCode, DatesInForceDifferOverseas) {
  EXPECT_EQ(validity_of(2015, false).to, make_date(2023, 12, 31));
  EXPECT_EQ(validity_of(2015, true).to, make_date(2024, 12, 31));
  EXPECT_EQ(validity_of(2024, false).from, make_date(2024, 1, 1));
  EXPECT_EQ(validity_of(2024, true).from, make_date(2025, 1, 1));
  EXPECT_FALSE(validity_of(2024, true).to);
}

TEST(France, KnowsItsZones) {
  ASSERT_NE(french_zone_at({2.83, 50.43}), nullptr);
  EXPECT_EQ(french_zone_at({2.83, 50.43})->departement, "");
  EXPECT_EQ(french_zone_at({55.5, -21.1})->departement, "974");
  EXPECT_EQ(french_zone_at({50.43, 2.83}), nullptr) << "latitude first";
  EXPECT_EQ(french_zone_at({700000, 6600000}), nullptr) << "metres";
}

}  // namespace
}  // namespace qpv
