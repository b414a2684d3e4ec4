// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/geopackage.h"

#include <gtest/gtest.h>

#include "geo/core/perimeter_code.h"
#include "tests/support/temp_dir.h"

namespace qpv::ogr {
namespace {

GeoPackage sample() {
  Perimeter one{"QP974001",
                "Cité « Élan »",
                "QP",
                2015,
                validity_of(2015, true),
                {{"97411", "Saint-Denis"}, {std::nullopt, "Nulle-Part"}},
                {"249740119"},
                true,
                std::nullopt,
                {{{{55.45, -20.9}, {55.46, -20.9}, {55.46, -20.89}, {55.45, -20.9}},
                  {{{55.458, -20.899}, {55.459, -20.899}, {55.459, -20.898}, {55.458, -20.899}}}}}};
  Perimeter two = one;
  two.code = "QN97401N";
  two.generation = 2024;
  two.validity = validity_of(2024, true);
  two.communes = {};
  two.epcis = {};
  two.in_territory = false;
  CoverageArea const area{2015, validity_of(2015, true), one.shape};
  return {{two, one}, {area}};
}

TEST(GeoPackage, GivesBackWhatItTook) {
  test::TempDir const dir;
  auto const content = sample();
  ASSERT_TRUE(write_geopackage(dir / "a.gpkg", content));
  auto const read = read_geopackage(dir / "a.gpkg");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(read->perimeters.size(), 2U);
  auto const& one = read->perimeters[1];
  EXPECT_EQ(one.name, "Cité « Élan »");
  EXPECT_EQ(one.validity, validity_of(2015, true));
  ASSERT_EQ(one.communes.size(), 2U);
  EXPECT_EQ(one.communes[0].code, "97411");
  EXPECT_FALSE(one.communes[1].code.has_value());
  EXPECT_EQ(one.communes[1].name, "Nulle-Part");
  EXPECT_EQ(one.shape.front().outer, content.perimeters[1].shape.front().outer);
  EXPECT_EQ(one.shape.front().holes, content.perimeters[1].shape.front().holes);
  EXPECT_FALSE(read->perimeters[0].in_territory);
  EXPECT_FALSE(read->perimeters[0].validity.to.has_value());
  ASSERT_EQ(read->coverage.size(), 1U);
  EXPECT_EQ(read->coverage[0].generation, 2015);
}

TEST(GeoPackage, SameValuesSameBytes) {
  test::TempDir const dir;
  ASSERT_TRUE(write_geopackage(dir / "a.gpkg", sample()));
  ASSERT_TRUE(write_geopackage(dir / "b.gpkg", sample()));
  EXPECT_EQ(test::read_file(dir / "a.gpkg"), test::read_file(dir / "b.gpkg"));
}

TEST(GeoPackage, RefusesAnInvalidShape) {
  test::TempDir const dir;
  auto content = sample();
  content.perimeters[0].shape = {{{{2, 50}, {3, 51}, {3, 50}, {2, 51}, {2, 50}}, {}}};  // a bow tie
  ASSERT_TRUE(write_geopackage(dir / "a.gpkg", content));
  auto const read = read_geopackage(dir / "a.gpkg");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kCorruptData);
}

TEST(GeoPackage, RefusesWhatIsNone) {
  test::TempDir const dir;
  test::write_file(dir / "a.gpkg", "text");
  EXPECT_EQ(read_geopackage(dir / "a.gpkg").error().code, ErrorCode::kCorruptData);
  EXPECT_EQ(read_geopackage(dir / "none.gpkg").error().code, ErrorCode::kCorruptData);
}

}  // namespace
}  // namespace qpv::ogr
