// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/dissolve.h"

#include <gtest/gtest.h>

#include "geo/core/perimeter_code.h"

namespace qpv::ogr {
namespace {

MultiPolygon square(double west, double south, double side) {
  double const east = west + side;
  double const north = south + side;
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

Validity const kOld = validity_of(2015, false);
Validity const kNew = validity_of(2024, false);

TEST(Dissolve, JoinsWhatSharesGround) {
  auto const out = dissolve({{kNew, square(2, 50, 1)}, {kNew, square(2.5, 50, 1)}});
  ASSERT_TRUE(out.has_value());
  ASSERT_EQ(out->size(), 1U);
  EXPECT_EQ(out->front().shape.size(), 1U);
}

TEST(Dissolve, KeepsApartWhatOnlyTouches) {
  auto const out = dissolve({{kNew, square(2, 50, 1)}, {kNew, square(3, 50, 1)}});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->size(), 2U);
}

TEST(Dissolve, KeepsGenerationsApart) {
  auto const out = dissolve({{kOld, square(2, 50, 1)}, {kNew, square(2, 50, 1)}});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->size(), 2U);
}

TEST(Dissolve, ManyIdenticalPiecesTakeNoTime) {
  std::vector<Ground> const ground(1000, Ground{kNew, square(2, 50, 1)});
  auto const out = dissolve(ground);
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->size(), 1U);
}

TEST(Meet, SharedPointIsEnough) {
  EXPECT_TRUE(meet(square(2, 50, 1), square(3, 51, 1)).value());
  EXPECT_FALSE(meet(square(2, 50, 1), square(3.1, 51, 1)).value());
}

}  // namespace
}  // namespace qpv::ogr
