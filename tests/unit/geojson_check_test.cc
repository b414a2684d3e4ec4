// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/geojson_check.h"

#include <gtest/gtest.h>

#include <string>

namespace qpv {
namespace {

TEST(GeoJsonCheck, TakesWhatIsPublished) {
  EXPECT_TRUE(check_geojson(R"({"type":"FeatureCollection","features":[]})"));
  EXPECT_TRUE(check_geojson("\xEF\xBB\xBF{\"features\":[]}"));
  EXPECT_TRUE(check_geojson(
      R"({"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[]})"));
  EXPECT_TRUE(check_geojson(R"({"crs":null,"features":[]})"));
}

TEST(GeoJsonCheck, RefusesAnAddressAsCoordinateSystem) {
  for (char const* crs :
       {R"("crs":{"type":"link","properties":{"href":"http://a"}})", R"("crs":"http://a")",
        R"("CRS":{"properties":{"url":"http://a"},"type":"url"})",
        R"("\u0063rs":{"type":"link","properties":{"href":"http://a"}})"}) {
    EXPECT_FALSE(check_geojson(std::string("{") + crs + R"(,"features":[]})")) << crs;
  }
}

TEST(GeoJsonCheck, RefusesDamageAndDepth) {
  EXPECT_FALSE(check_geojson(R"({"features":[)"));
  EXPECT_FALSE(check_geojson(R"({"features":[]} x)"));
  EXPECT_FALSE(check_geojson(R"({"features":NaN})"));
  EXPECT_FALSE(check_geojson(R"({"other":1})"));
  EXPECT_FALSE(check_geojson(""));
  EXPECT_FALSE(check_geojson(std::string(1U << 20U, '[')));
}

}  // namespace
}  // namespace qpv
