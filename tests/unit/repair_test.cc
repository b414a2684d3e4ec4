// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/repair.h"

#include <gtest/gtest.h>

#include "geo/core/ground.h"
#include "geo/ogr/measure.h"

namespace qpv::ogr {
namespace {

TEST(Repair, LeavesAValidShapeAlone) {
  MultiPolygon const shape{{{{2, 50}, {3, 50}, {3, 51}, {2, 50}}, {}}};
  auto const out = repair(shape);
  ASSERT_TRUE(out.has_value());
  EXPECT_FALSE(out->has_value());
}

TEST(Repair, ConsecutiveDuplicatesAreNotAFlaw) {
  MultiPolygon const shape{{{{2, 50}, {3, 50}, {3, 50}, {3, 51}, {2, 50}}, {}}};
  EXPECT_FALSE(repair(shape).value().has_value());
}

TEST(Repair, BowTieKeepsBothHalvesAndSaysWhere) {
  MultiPolygon const shape{{{{2, 50}, {3, 51}, {3, 50}, {2, 51}, {2, 50}}, {}}};
  auto const out = repair(shape);
  ASSERT_TRUE(out.has_value() && out->has_value());
  EXPECT_EQ((*out)->shape.size(), 2U);
  EXPECT_EQ((*out)->reason, "auto-intersection en 2.500000, 50.500000");
}

TEST(Repair, RefusesWhatHasNoGround) {
  MultiPolygon const shape{{{{2, 50}, {3, 50}, {2, 50}, {2, 50}}, {}}};
  EXPECT_FALSE(repair(shape).has_value());
}

TEST(Measure, SquareKilometre) {
  LocalFrame const degree({3, 50.4});
  EXPECT_NEAR(degree.metres_per_lat, 111229, 10);
  double const w = 1000 / degree.metres_per_lon;
  double const h = 1000 / degree.metres_per_lat;
  MultiPolygon const shape{
      {{{2, 50.4}, {2 + w, 50.4}, {2 + w, 50.4 + h}, {2, 50.4 + h}, {2, 50.4}}, {}}};
  EXPECT_NEAR(area_m2(shape), 1e6, 200);
}

}  // namespace
}  // namespace qpv::ogr
