// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/area_body.h"

#include <gtest/gtest.h>

#include <string>

namespace qpv {
namespace {

constexpr std::size_t kVertices = 20;

Result<MultiPolygon> decode(std::string const& text) { return decode_area_body(text, kVertices); }

std::string polygon(std::string const& coordinates) {
  return R"({"type":"Polygon","coordinates":)" + coordinates + "}";
}

TEST(DecodeArea, ReadsPolygonsAndFeatures) {
  auto const triangle = decode(polygon("[[[2,50],[3,50,45.5],[3,51],[2,50]]]")).value();
  ASSERT_EQ(triangle.size(), 1U);
  ASSERT_EQ(triangle[0].outer.size(), 4U);
  EXPECT_EQ(triangle[0].outer[1], (LonLat{3, 50}));

  auto const hole = decode(
      R"({"coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[4,3],[5,3],[5,4],[4,3]]],"type":"Polygon"})");
  EXPECT_EQ(hole->at(0).holes.size(), 1U);

  auto const two = decode(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]],
                              [[[10,0],[19,0],[19,9],[10,0]]]]})");
  EXPECT_EQ(two->size(), 2U);

  auto const feature = decode(R"({"type":"Feature","id":7,"properties":{"crs":1,"name":"x"},
      "geometry":)" + polygon("[[[2,50],[3,50],[3,51],[2,50]]]") +
                              "}");
  EXPECT_EQ(feature->at(0).outer.size(), 4U);

  EXPECT_TRUE(decode(R"({"type":"Polygon","crs":{"type":"name","properties":
      {"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"coordinates":[[[2,50],[3,50],[3,51],[2,50]]]})"));
}

struct Wrong {
  char const* what;
  std::string json;
  char const* pointer;
};

TEST(DecodeArea, SaysWhereItIsWrong) {
  std::string const good = "[[[2,50],[3,50],[3,51],[2,50]]]";
  for (auto const& wrong : std::initializer_list<Wrong>{
           {"no object", "[]", ""},
           {"no type", "{}", "/type"},
           {"a type that is no text", R"({"type":1})", "/type"},
           {"a point", R"({"type":"Point","coordinates":[2,50]})", "/type"},
           {"a collection", R"({"type":"FeatureCollection","features":[]})", "/type"},
           {"type twice", R"({"type":"Polygon","type":"Polygon","coordinates":)" + good + "}",
            "/type"},
           {"no coordinates", R"({"type":"Polygon"})", "/coordinates"},
           {"no ring", polygon("[]"), "/coordinates"},
           {"no list", polygon("7"), "/coordinates"},
           {"a ring that is no list", polygon("[7]"), "/coordinates/0"},
           {"three positions", polygon("[[[2,50],[3,50],[2,50]]]"), "/coordinates/0"},
           {"not closed", polygon("[[[2,50],[3,50],[3,51],[2,51]]]"), "/coordinates/0/3"},
           {"one number", polygon("[[[2,50],[3],[3,51],[2,50]]]"), "/coordinates/0/1"},
           {"text", polygon(R"([[[2,50],[3,"50"],[3,51],[2,50]]])"), "/coordinates/0/1"},
           {"five numbers", polygon("[[[2,50],[3,50,1,2,3],[3,51],[2,50]]]"), "/coordinates/0/1"},
           {"Lambert-93", polygon("[[[2,50],[684000,7037000],[3,51],[2,50]]]"), "/coordinates/0/1"},
           {"a hole not closed", polygon("[[[0,0],[9,0],[9,9],[0,0]],[[4,3],[5,3],[5,4],[4,4]]]"),
            "/coordinates/1/3"},
           {"a part of two", R"({"type":"MultiPolygon","coordinates":[)" + good + ",[[]]]}",
            "/coordinates/1/0"},
           {"no part", R"({"type":"MultiPolygon","coordinates":[]})", "/coordinates"},
           {"a feature without geometry", R"({"type":"Feature","geometry":null})", "/geometry"},
           {"a feature of a line",
            R"({"type":"Feature","geometry":{"type":"LineString","coordinates":[]}})",
            "/geometry/type"},
           {"within a feature",
            R"({"type":"Feature","geometry":)" + polygon("[[[2,50],[3,99],[3,51],[2,50]]]") + "}",
            "/geometry/coordinates/0/1"},
           {"another system",
            R"({"type":"Polygon","crs":{"type":"name","properties":
            {"name":"EPSG:2154"}},"coordinates":)" +
                good + "}",
            "/crs"},
       }) {
    auto const area = decode(wrong.json);
    ASSERT_FALSE(area) << wrong.what;
    EXPECT_EQ(area.error().code, ErrorCode::kInvalidArgument) << wrong.what;
    EXPECT_EQ(area.error().where, wrong.pointer) << wrong.what;
    EXPECT_GT(area.error().message.size(), 10U) << wrong.what;
  }
}

TEST(DecodeArea, CountsVerticesOverAllRings) {
  std::string ring = "[";
  for (int i = 0; i < 10; ++i) ring += "[" + std::to_string(i) + ",1],";
  ring += "[0,1]]";  // 11
  EXPECT_TRUE(decode(polygon("[" + ring + "]")));
  auto const two = decode(polygon("[" + ring + "," + ring + "]"));
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(two.error().where, "/coordinates/1");
}

TEST(DecodeArea, RefusesWhatIsNoJson) {
  for (auto const* text : {"", "{", "x", R"({"type":"Polygon","coordinates":[[[NaN,1]]]})",
                           R"({"type":"Polygon","coordinates":[[[1e999,1]]]})"}) {
    auto const area = decode(text);
    ASSERT_FALSE(area) << text;
    EXPECT_EQ(area.error().code, ErrorCode::kCorruptData) << text;
  }
  EXPECT_FALSE(decode(std::string(1'000'000, '[')));
  EXPECT_FALSE(decode(polygon(std::string(400'000, '[') + std::string(400'000, ']'))));
}

}  // namespace
}  // namespace qpv
