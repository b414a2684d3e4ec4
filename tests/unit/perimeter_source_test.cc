// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/perimeter_source.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace qpv::ogr {
namespace {

std::string feature(std::string const& properties, std::string const& ring) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)" +
         properties + R"(},"geometry":{"type":"Polygon","coordinates":[)" + ring + "]}}]}";
}

constexpr char kSquare[] = "[[2.8,50.4],[2.81,50.4],[2.81,50.41],[2.8,50.41],[2.8,50.4]]";

TEST(PerimeterSource, FieldNamesInAnyCase) {
  test::TempDir const dir;
  test::write_file(dir / "a.geojson",
                   feature(R"("CODE_QP":" qn06201m","Lib_Qp":" Cité  2 ","INSEE_COM":1004,)"
                           R"("Lib_Com":"Ambérieu-en-Bugey","SIREN_EPCI":"246200364 ;200072460")",
                           kSquare));
  auto const source = read_perimeters(dir / "a.geojson");
  ASSERT_TRUE(source.has_value()) << source.error().message;
  auto const& one = source->perimeters.at(0);
  EXPECT_EQ(one.code, "QN06201M");
  EXPECT_EQ(one.name, "Cité 2");
  EXPECT_EQ(one.commune_codes, std::vector<std::string>{"01004"});
  EXPECT_EQ(one.epcis, (std::vector<std::string>{"246200364", "200072460"}));
  EXPECT_TRUE(source->has_epci);
}

TEST(PerimeterSource, OpenRingIsClosedAndReported) {
  test::TempDir const dir;
  test::write_file(dir / "a.geojson", feature(R"("code_qp":"QN06201M","lib_qp":"a")",
                                              "[[2.8,50.4],[2.81,50.4],[2.81,50.41],[2.8,50.41]]"));
  auto const source = read_perimeters(dir / "a.geojson");
  ASSERT_TRUE(source.has_value()) << source.error().message;
  ASSERT_EQ(source->repairs.size(), 1U);
  EXPECT_EQ(source->perimeters[0].shape[0].outer.size(), 5U);
}

TEST(PerimeterSource, LegacyCrsMemberIsObeyed) {
  test::TempDir const dir;
  auto text = feature(R"("code_qp":"QN06201M","lib_qp":"a")",
                      "[[686000,7036000],[687000,7036000],[687000,7037000],[686000,7036000]]");
  text.insert(1, R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},)");
  test::write_file(dir / "a.geojson", text);
  auto const source = read_perimeters(dir / "a.geojson");
  ASSERT_TRUE(source.has_value()) << source.error().message;
  auto const corner = source->perimeters[0].shape[0].outer[0];
  EXPECT_NEAR(corner.lon, 2.803, 0.01);
  EXPECT_NEAR(corner.lat, 50.42, 0.02);
  EXPECT_EQ(source->layers.at(0).crs, "EPSG:2154");
}

TEST(PerimeterSource, CoverageFillsSliversAndKeepsRealHoles) {
  test::TempDir const dir;
  // A sliver 7 m wide, and a hole of 700 m.
  test::write_file(dir / "a.geojson",
                   feature("",
                           "[[2.8,50.4],[2.9,50.4],[2.9,50.5],[2.8,50.5],[2.8,50.4]],"
                           "[[2.82,50.42],[2.82,50.44],[2.8201,50.44],[2.8201,50.42],[2.82,50.42]],"
                           "[[2.85,50.45],[2.85,50.46],[2.86,50.46],[2.86,50.45],[2.85,50.45]]"));
  auto const area = read_coverage(dir / "a.geojson");
  ASSERT_TRUE(area.has_value()) << area.error().message;
  ASSERT_EQ(area->size(), 1U);
  EXPECT_EQ(area->front().holes.size(), 1U);
}

}  // namespace
}  // namespace qpv::ogr
