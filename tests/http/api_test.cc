// SPDX-License-Identifier: EUPL-1.2
//
// What the API answers, on the embedded data, through the built programs.
#include <gtest/gtest.h>

#include "tests/http/served.h"

namespace qpv {
namespace {

using test::json_of;

class Api : public test::Served {};

std::string answer_of(rapidjson::Document const& document) {
  return document["answer"].GetString();
}

TEST_F(Api, APointInAQuartier) {
  auto const reply = get("/v1/point?lon=2.84358&lat=50.43465");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.headers.at("content-type"), "application/json; charset=utf-8");
  EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
  EXPECT_EQ(reply.headers.at("access-control-allow-origin"), "*");
  auto const json = json_of(reply);
  EXPECT_EQ(answer_of(json), "inside");
  EXPECT_EQ(json["probability"].GetDouble(), 1.0);
  EXPECT_TRUE(json["doubt"].IsNull());
  ASSERT_EQ(json["perimeters"].Size(), 1U);
  auto const& perimeter = json["perimeters"][0];
  EXPECT_STREQ(perimeter["code"].GetString(), "QN06226M");
  EXPECT_STREQ(perimeter["quartier"].GetString(), "Cité 2 / Sellier - Cité 4");
  EXPECT_STREQ(perimeter["communes"][0]["code"].GetString(), "62498");
  EXPECT_STREQ(json["boundary"]["code"].GetString(), "QN06226M");
  EXPECT_NEAR(json["boundary"]["distance_m"].GetDouble(), 80.68, 0.1);
  EXPECT_TRUE(json["within_300_m"].GetBool());
  EXPECT_FALSE(json["dataset"]["official"].GetBool());
  EXPECT_STREQ(json["dataset"]["addresses"].GetString(), "adresses de démonstration, fictives");
  EXPECT_TRUE(json["dataset"]["fictitious"].GetBool());
}

TEST_F(Api, OutsideAndNotCovered) {
  auto const vimy = json_of(get("/v1/point?lon=2.8109&lat=50.3728"));
  EXPECT_EQ(answer_of(vimy), "outside");
  EXPECT_EQ(vimy["probability"].GetDouble(), 0.0);
  EXPECT_EQ(vimy["perimeters"].Size(), 0U);

  auto const lille = json_of(get("/v1/point?lon=3.06&lat=50.63"));
  EXPECT_EQ(answer_of(lille), "uncertain");
  EXPECT_STREQ(lille["doubt"].GetString(), "not_covered");
  EXPECT_TRUE(lille["likely"].IsNull());
  EXPECT_TRUE(lille["probability"].IsNull());
  EXPECT_TRUE(lille["boundary"].IsNull());
  EXPECT_TRUE(lille["within_300_m"].IsNull());

  auto const swapped = json_of(get("/v1/point?lon=50.43465&lat=2.84358"));
  EXPECT_EQ(answer_of(swapped), "uncertain") << "latitude first must not become a no";
}

TEST_F(Api, AccuracyMakesDoubt) {
  auto const json = json_of(get("/v1/point?lon=2.84358&lat=50.43465&accuracy=300"));
  EXPECT_EQ(answer_of(json), "uncertain");
  EXPECT_STREQ(json["doubt"].GetString(), "near_boundary");
  EXPECT_GT(json["probability"].GetDouble(), 0.3);
  EXPECT_LT(json["probability"].GetDouble(), 0.998);
  auto const fine = json_of(get("/v1/point?lon=2.84358&lat=50.43465&accuracy=20"));
  EXPECT_EQ(answer_of(fine), "inside");
  EXPECT_GT(fine["probability"].GetDouble(), 0.998);
}

TEST_F(Api, PostSaysTheSameAsGet) {
  auto const posted = test::post(server->address(), "/v1/point", "application/json; charset=utf-8",
                                 R"({"lon":2.84358,"lat":50.43465,"accuracy":60})");
  EXPECT_EQ(posted.status, 200U);
  EXPECT_EQ(posted.body, get("/v1/point?lon=2.84358&lat=50.43465&accuracy=60").body);
}

struct WrongRequest {
  char const* target;
  unsigned status;
  char const* type;
  char const* parameter;
};

TEST_F(Api, ErrorsAreProblemsThatNameTheParameter) {
  for (WrongRequest const& wrong : std::initializer_list<WrongRequest>{
           {"/v1/point", 400, "invalid-parameter", "lon"},
           {"/v1/point?lon=2.8", 400, "invalid-parameter", "lat"},
           {"/v1/point?lon=2,8&lat=50.4", 400, "invalid-parameter", "lon"},
           {"/v1/point?lon=nan&lat=50.4", 400, "invalid-parameter", "lon"},
           {"/v1/point?lon=inf&lat=50.4", 400, "invalid-parameter", "lon"},
           {"/v1/point?lon=2.8&lat=", 400, "invalid-parameter", "lat"},
           {"/v1/point?lon=2.8&lat=90.1", 400, "invalid-parameter", "lat"},
           {"/v1/point?lon=181&lat=50", 400, "invalid-parameter", "lon"},
           {"/v1/point?lon=2.8&lat=50.4&accuracy=-1", 400, "invalid-parameter", "accuracy"},
           {"/v1/point?lon=2.8&lat=50.4&accuracy=1e9", 400, "invalid-parameter", "accuracy"},
           {"/v1/point?lon=2.8&lat=50.4&acuracy=9", 400, "invalid-parameter", "acuracy"},
           {"/v1/point?lon=2.8&lon=2.9&lat=50.4", 400, "invalid-parameter", "lon"},
           {"/v1/point?lon=2.8&lat=50.4&date=2026-02-30", 400, "invalid-parameter", "date"},
           {"/v1/point?lon=2.8&lat=50.4&date=2023-12-31", 400, "date-not-covered", "date"},
           {"/v1/perimeters?commune=Lens", 400, "invalid-parameter", "commune"},
           {"/v1/perimeters?territory=none", 400, "invalid-parameter", "territory"},
           {"/v1/perimeters?date=2014-01-01", 400, "date-not-covered", "date"},
           {"/v1/perimeters/QN99999M", 404, "not-found", "code"},
           {"/v1/nothing", 404, "not-found", nullptr},
           {"/v1/point?lon=%zz", 400, "bad-request", nullptr},
       }) {
    auto const reply = get(wrong.target);
    EXPECT_EQ(reply.status, wrong.status) << wrong.target;
    EXPECT_EQ(reply.headers.at("content-type"), "application/problem+json; charset=utf-8");
    auto const json = json_of(reply);
    EXPECT_EQ(json["type"].GetString(), "/problems/" + std::string(wrong.type)) << wrong.target;
    EXPECT_EQ(json["status"].GetUint(), wrong.status);
    EXPECT_GT(json["detail"].GetStringLength(), 10U);
    if (wrong.parameter != nullptr) {
      ASSERT_TRUE(json.HasMember("parameter")) << wrong.target;
      EXPECT_STREQ(json["parameter"].GetString(), wrong.parameter) << wrong.target;
    }
  }
}

TEST_F(Api, ADateOutsideTheDataSaysWhichItHas) {
  auto const json = json_of(get("/v1/point?lon=2.8&lat=50.4&date=2023-12-31"));
  EXPECT_NE(std::string(json["detail"].GetString()).find("génération 2024 depuis le 2024-01-01"),
            std::string::npos);
}

TEST_F(Api, BodiesThatCannotBeRead) {
  auto const status = [&](std::string const& type, std::string const& body) {
    return test::post(server->address(), "/v1/point", type, body).status;
  };
  EXPECT_EQ(status("application/json", "{"), 400U);
  EXPECT_EQ(status("application/json", "[]"), 400U);
  EXPECT_EQ(status("application/json", R"({"lon":2.8})"), 400U);
  EXPECT_EQ(status("text/plain", "{}"), 415U);
  EXPECT_EQ(status("application/json", std::string(70'000, ' ')), 413U);
}

TEST_F(Api, ThePerimetersOfTheTerritory) {
  auto const reply = get("/v1/perimeters");
  EXPECT_EQ(reply.headers.at("content-type"), "application/geo+json");
  auto const all = json_of(reply);
  EXPECT_EQ(all["features"].Size(), 22U);
  EXPECT_STREQ(all["features"][0]["properties"]["code"].GetString(), "QN06202M");
  EXPECT_STREQ(all["features"][0]["geometry"]["type"].GetString(), "MultiPolygon");
  EXPECT_EQ(json_of(get("/v1/perimeters?commune=62498"))["features"].Size(), 5U) << "Lens";
  EXPECT_EQ(json_of(get("/v1/perimeters?commune=62001"))["features"].Size(), 0U);
  EXPECT_EQ(json_of(get("/v1/perimeters?code=QN06226M"))["features"].Size(), 1U);
  auto const one = json_of(get("/v1/perimeters/QN06226M"));
  EXPECT_STREQ(one["properties"]["name"].GetString(), "Cité 2");
}

TEST_F(Api, AboutTellsWhatAnswersRestOn) {
  auto const json = json_of(get("/v1/about"));
  EXPECT_EQ(json["dataset"]["perimeter_count"].GetUint(), 22U);
  EXPECT_EQ(json["dataset"]["generations"][0]["generation"].GetInt(), 2024);
  EXPECT_STREQ(json["dataset"]["generations"][0]["coverage"].GetString(), "polygons");
  EXPECT_STREQ(json["territory"]["siren"].GetString(), "246200364");
  EXPECT_EQ(json["territory"]["quartiers"].GetUint(), 21U);
  EXPECT_EQ(json["decrees"].Size(), 5U);
  EXPECT_NE(std::string(json["notice"].GetString()).find("indicative"), std::string::npos);
}

TEST_F(Api, ProbesOnBothDoors) {
  EXPECT_EQ(get("/healthz").status, 200U);
  EXPECT_EQ(get("/readyz").status, 200U);
  auto const id = std::string(json_of(get("/v1/about"))["dataset"]["id"].GetString());
  EXPECT_EQ(test::get(server->ops_address(), "/readyz").body,
            R"({"status":"ready","dataset":")" + id + "\"}");
  EXPECT_EQ(test::get(server->ops_address(), "/v1/point").status, 404U) << "operators only";
}

TEST_F(Api, PreflightAndMethods) {
  test::Connection connection(server->address());
  connection.send(
      "OPTIONS /v1/point HTTP/1.1\r\nHost: t\r\nOrigin: https://example.org\r\n"
      "Access-Control-Request-Method: POST\r\n\r\n");
  auto const preflight = connection.receive().value();
  EXPECT_EQ(preflight.status, 204U);
  EXPECT_EQ(preflight.headers.at("access-control-allow-origin"), "*");
  EXPECT_EQ(preflight.headers.at("access-control-allow-headers"), "Content-Type, If-None-Match");
  EXPECT_EQ(preflight.headers.at("access-control-expose-headers"), "ETag, Retry-After");
  EXPECT_EQ(preflight.headers.count("access-control-allow-credentials"), 0U);
  connection.send("DELETE /v1/point HTTP/1.1\r\nHost: t\r\n\r\n");
  auto const refused = connection.receive().value();
  EXPECT_EQ(refused.status, 405U);
  EXPECT_EQ(refused.headers.at("allow"), "OPTIONS, GET, HEAD, POST");
}

}  // namespace
}  // namespace qpv
