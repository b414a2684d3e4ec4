// SPDX-License-Identifier: EUPL-1.2
//
// POST /v1/area, on the embedded data.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "geo/core/ground.h"
#include "tests/http/served.h"

namespace qpv {
namespace {

using test::json_of;

class AreaApi : public test::Served {
 protected:
  static test::Reply post(std::string const& body, std::string const& target = "/v1/area",
                          std::string const& type = "application/geo+json") {
    return test::post(server->address(), target, type, body);
  }
  // Metres from a point 80 m inside Cité 2 (QN06226M).
  static std::string rectangle(double west, double south, double east, double north) {
    LocalFrame const frame({2.84358, 50.43465});
    std::string out;
    for (auto const& [x, y] :
         {std::pair{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}) {
      auto const p = frame.to_degrees({x, y});
      out += fmt::format("{}[{},{}]", out.empty() ? "" : ",", p.lon, p.lat);
    }
    return fmt::format(R"({{"type":"Polygon","coordinates":[[{}]]}})", out);
  }
};

TEST_F(AreaApi, AnOperationInAQuartier) {
  auto const reply = post(rectangle(-20, -20, 20, 20));
  EXPECT_EQ(reply.status, 200U) << reply.body;
  EXPECT_EQ(reply.headers.at("content-type"), "application/json; charset=utf-8");
  EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
  auto const json = json_of(reply);
  EXPECT_STREQ(json["answer"].GetString(), "inside");
  EXPECT_TRUE(json["doubt"].IsNull());
  EXPECT_NEAR(json["surface_m2"].GetDouble(), 1600, 0.2);
  EXPECT_EQ(json["share_inside"].GetDouble(), 1.0);
  EXPECT_EQ(json["share_uncovered"].GetDouble(), 0.0);
  EXPECT_STREQ(json["within_300_m"].GetString(), "wholly");
  EXPECT_EQ(std::string(json["dataset"]["id"].GetString()).size(), 16U);
  auto const& one = json["perimeters"][0];
  EXPECT_STREQ(one["code"].GetString(), "QN06226M");
  EXPECT_STREQ(one["quartier"].GetString(), "Cité 2 / Sellier - Cité 4");
  EXPECT_STREQ(one["relation"].GetString(), "within");
  EXPECT_EQ(one["nearest_m"].GetDouble(), 0.0);
  EXPECT_EQ(one["farthest_m"].GetDouble(), 0.0);
  EXPECT_TRUE(one["npnru"].IsNull()) << "no source says";
}

TEST_F(AreaApi, AnOperationAcrossALimit) {
  auto const json = json_of(post(rectangle(-20, -20, 400, 20)));
  EXPECT_STREQ(json["answer"].GetString(), "partly");
  auto const& perimeters = json["perimeters"];
  ASSERT_GE(perimeters.Size(), 1U);
  EXPECT_STREQ(perimeters[0]["relation"].GetString(), "partly");
  EXPECT_GT(perimeters[0]["share"].GetDouble(), 0.1);
  EXPECT_LT(perimeters[0]["share"].GetDouble(), 0.9);
  EXPECT_GT(perimeters[0]["farthest_m"].GetDouble(), 50);
  EXPECT_EQ(perimeters[0]["share"].GetDouble(), json["share_inside"].GetDouble());
}

TEST_F(AreaApi, TheDayAndTheDatasetMayBeHeld) {
  auto const area = rectangle(0, 0, 20, 20);
  EXPECT_EQ(post(area, "/v1/area?date=2024-06-01").status, 200U);
  EXPECT_STREQ(json_of(post(area, "/v1/area?date=2024-06-01"))["date"].GetString(), "2024-06-01");
  EXPECT_EQ(post(area, "/v1/area?date=2023-06-01").status, 400U);
  EXPECT_EQ(post(area, "/v1/area?dataset=0123456789abcdef").status, 409U);
  EXPECT_EQ(post(area, "/v1/area?dat=2024-06-01").status, 400U);
  EXPECT_EQ(post(area, "/v1/area", "application/json; charset=utf-8").status, 200U);
  EXPECT_EQ(post(area, "/v1/area", "text/plain").status, 415U);
  EXPECT_EQ(get("/v1/area").status, 405U);
  EXPECT_EQ(post("{", "/v1/area").status, 400U);
}

TEST_F(AreaApi, InvalidGeometrySaysWhere) {
  auto const open = post(
      R"({"type":"Polygon","coordinates":[[[2.8,50.4],[2.81,50.4],[2.81,50.41],[2.8,50.41]]]})");
  EXPECT_EQ(open.status, 422U);
  auto const problem = json_of(open);
  EXPECT_STREQ(problem["type"].GetString(), "/problems/invalid-geometry");
  EXPECT_STREQ(problem["pointer"].GetString(), "/coordinates/0/3");
  EXPECT_FALSE(problem.HasMember("position"));

  struct Crossed {
    char const* what;
    char const* coordinates;
    double lon, lat;
  };
  for (auto const& crossed : std::initializer_list<Crossed>{
           {"a bow tie", "[[[2.8,50.4],[2.82,50.42],[2.82,50.4],[2.8,50.42],[2.8,50.4]]]", 2.81,
            50.41},
           {"a hole outside",
            "[[[2.8,50.4],[2.82,50.4],[2.82,50.42],[2.8,50.4]],"
            "[[2.9,50.4],[2.92,50.4],[2.92,50.42],[2.9,50.4]]]",
            2.9, 50.4},
       }) {
    auto const reply =
        post(fmt::format(R"({{"type":"Polygon","coordinates":{}}})", crossed.coordinates));
    EXPECT_EQ(reply.status, 422U) << crossed.what;
    auto const json = json_of(reply);
    EXPECT_STREQ(json["type"].GetString(), "/problems/invalid-geometry") << crossed.what;
    ASSERT_TRUE(json.HasMember("position")) << reply.body;
    EXPECT_NEAR(json["position"]["lon"].GetDouble(), crossed.lon, 1e-9) << crossed.what;
    EXPECT_NEAR(json["position"]["lat"].GetDouble(), crossed.lat, 1e-9) << crossed.what;
  }
  for (auto const* parts : {"[[[[2.8,50.4],[2.82,50.4],[2.82,50.42],[2.8,50.4]]],"
                            "[[[2.8,50.4],[2.82,50.4],[2.82,50.42],[2.8,50.4]]]]",
                            "[[[[2.8,50.4],[2.9,50.4],[2.9,50.5],[2.8,50.4]]],"
                            "[[[2.85,50.41],[2.86,50.41],[2.86,50.42],[2.85,50.41]]]]"}) {
    auto const reply = post(fmt::format(R"({{"type":"MultiPolygon","coordinates":{}}})", parts));
    EXPECT_EQ(reply.status, 422U) << parts;
    EXPECT_TRUE(json_of(reply).HasMember("position")) << parts;
  }
  EXPECT_EQ(
      post(R"({"type":"Polygon","coordinates":[[[2.8,50.4],[2.8,50.4],[2.8,50.4],[2.8,50.4]]]})")
          .status,
      422U)
      << "no surface";
}

TEST_F(AreaApi, TooMuchIsRefused) {
  auto const wide = post(rectangle(0, 0, 150'000, 10));
  EXPECT_EQ(wide.status, 422U);
  EXPECT_STREQ(json_of(wide)["type"].GetString(), "/problems/area-too-large");
}

}  // namespace
}  // namespace qpv
