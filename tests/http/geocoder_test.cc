// SPDX-License-Identifier: EUPL-1.2
//
// The BAN's geocoder in its two dialects.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/http/served.h"

namespace qpv {
namespace {

class Geocoder : public test::Served {};

std::string label(rapidjson::Value const& answer, rapidjson::SizeType i) {
  return answer["features"][i]["properties"]["label"].GetString();
}

TEST_F(Geocoder, AnswersAsTheBan) {
  auto const reply = get("/search?q=6+rue+Descartes+62300+Lens&autocomplete=0&limit=1");
  ASSERT_EQ(reply.status, 200U);
  auto const json = test::json_of(reply);
  EXPECT_STREQ(json["type"].GetString(), "FeatureCollection");
  EXPECT_STREQ(json["version"].GetString(), "draft");
  EXPECT_STREQ(json["query"].GetString(), "6 rue Descartes 62300 Lens");
  EXPECT_EQ(json["limit"].GetUint(), 1U);
  ASSERT_EQ(json["features"].Size(), 1U);
  auto const& properties = json["features"][0]["properties"];
  EXPECT_STREQ(properties["housenumber"].GetString(), "6");
  EXPECT_STREQ(properties["name"].GetString(), "6 Rue Descartes");
  EXPECT_STREQ(properties["citycode"].GetString(), "62498");
  EXPECT_NEAR(properties["x"].GetDouble(), 688805.08, 0.2);
  EXPECT_NEAR(properties["y"].GetDouble(), 7037847.47, 0.2);
  EXPECT_STREQ(properties["qpv"]["reponse"].GetString(), "oui");
  EXPECT_STREQ(properties["qpv"]["code"].GetString(), "QN06226M");
}

TEST_F(Geocoder, EveryPathAndASlashBehindIt) {
  for (auto const* base : {"", "/geocodage"}) {
    for (auto const* path : {"/search", "/reverse", "/getCapabilities"}) {
      constexpr char kQuery[] = "?q=rue+Descartes&lon=2.84358&lat=50.43465";
      auto const with = [&](char const* slashes) {
        return get(fmt::format("{}{}{}{}", base, path, slashes, kQuery));
      };
      auto const reply = with("");
      EXPECT_EQ(reply.status, 200U) << base << path;
      EXPECT_EQ(with("/").body, reply.body) << base << path;
      EXPECT_EQ(with("//").status, 404U) << base << path;
    }
  }
}

TEST_F(Geocoder, LimitsAndErrorsAreTheDialects) {
  auto const size = [](test::Reply const& reply) {
    return test::json_of(reply)["features"].Size();
  };
  EXPECT_EQ(size(get("/search?q=rue+d")), 5U);
  EXPECT_EQ(size(get("/geocodage/search?q=rue+d")), 10U);
  EXPECT_EQ(get("/search?q=rue&limit=100").status, 200U);
  EXPECT_EQ(get("/search?q=rue&limit=101").status, 400U);
  EXPECT_EQ(get("/geocodage/search?q=rue&limit=21").status, 400U);
  EXPECT_EQ(get("/geocodage/search?q=a").body,
            R"({"code":400,"message":"Failed parsing query","detail":["q: must contain between 3 )"
            R"(and 200 chars and start with a number or a letter"]})");
  std::string const long_text(201, 'a');
  EXPECT_EQ(get("/geocodage/search?q=" + long_text).status, 400U);
  auto const reply = get("/search?q=" + long_text);
  EXPECT_EQ(reply.status, 413U);
  EXPECT_STREQ(test::json_of(reply)["title"].GetString(), "Query too long");
  for (std::string const wrong :
       {"/search", "/search?q=", "/reverse?lon=2", "/search?q=rue&lat=50", "/reverse?lon=2&lat=95",
        "/search?q=rue&type=house", "/search?q=rue&postcode=6230", "/search?q=rue&limit=0"}) {
    EXPECT_EQ(get(wrong).status, 400U) << wrong;
    EXPECT_TRUE(test::json_of(get(wrong)).HasMember("title")) << wrong;
    EXPECT_EQ(get("/geocodage" + wrong).status, 400U) << wrong;
    EXPECT_EQ(test::json_of(get("/geocodage" + wrong))["code"].GetUint(), 400U) << wrong;
  }
}

TEST_F(Geocoder, Filters) {
  for (std::string const more : {"", "&autocomplete=0"}) {
    auto const by_code = test::json_of(get("/search?q=rue+Descartes&citycode=62628" + more));
    EXPECT_EQ(label(by_code, 0), "Rue Descartes 62221 Noyelles-sous-Lens") << more;
    EXPECT_STREQ(by_code["filters"]["citycode"].GetString(), "62628");
    auto const by_postcode = test::json_of(get("/search?q=rue+Descartes&postcode=62300" + more));
    EXPECT_EQ(label(by_postcode, 0), "Rue Descartes 62300 Lens") << more;
    auto const streets = test::json_of(get("/search?q=6+rue+Descartes+Lens&type=street" + more));
    EXPECT_EQ(label(streets, 0), "Rue Descartes 62300 Lens") << more;
    auto const both = test::json_of(
        get("/search?q=rue+Descartes&citycode=62628&citycode=62498&type=street+locality" + more));
    for (auto const& feature : both["features"].GetArray()) {
      std::string const code = feature["properties"]["citycode"].GetString();
      EXPECT_TRUE(code == "62628" || code == "62498") << code;
    }
    EXPECT_EQ(
        test::json_of(get("/search?q=zzzz&citycode=62498&type=street" + more))["features"].Size(),
        0U);
  }
}

TEST_F(Geocoder, TheFirstVerdictIsThatOfTheAddress) {
  for (std::string const text :
       {"6 rue Descartes Lens", "rue Descartes Noyelles-sous-Lens", "rue Dekart Lens", "Lens",
        "5 boulevard Descartes Ablain-Saint-Nazaire"}) {
    auto const own = test::json_of(test::post(server->address(), "/v1/address", "application/json",
                                              R"({"q":")" + text + R"("})"));
    std::string query;
    for (char const c : text) query += c == ' ' ? '+' : c;
    auto const ban = test::json_of(get("/search?autocomplete=0&q=" + query));
    std::string const answer = own["answer"].GetString();
    ASSERT_GT(ban["features"].Size(), 0U) << text;
    auto const& first = ban["features"][0]["properties"];
    EXPECT_EQ(first["qpv"]["reponse"].GetString(),
              std::string(answer == "inside"    ? "oui"
                          : answer == "outside" ? "non"
                                                : "à vérifier"))
        << text;
    if (own["address"].IsObject()) {
      EXPECT_STREQ(first["label"].GetString(), own["address"]["label"].GetString());
    }
  }
}

TEST_F(Geocoder, AWholeAddressIsNotCompletedAway) {
  auto const json = test::json_of(get("/search?q=6+rue+Descartes+62300+Lens"));
  EXPECT_EQ(label(json, 0), "6 Rue Descartes 62300 Lens");
  EXPECT_GT(json["features"][0]["properties"]["score"].GetDouble(), 0.95);
  auto const begun = test::json_of(get("/search?q=6+rue+Descar"));
  EXPECT_NE(label(begun, 0).find("Descartes"), std::string::npos);
}

TEST_F(Geocoder, ReverseTellsOfThePlaceThatWasGiven) {
  auto const json = test::json_of(get("/reverse?lon=2.84358&lat=50.43465&limit=3"));
  ASSERT_EQ(json["features"].Size(), 3U);
  EXPECT_EQ(json["features"][0]["properties"]["distance"].GetInt(), 87);
  for (auto const& feature : json["features"].GetArray()) {
    EXPECT_STREQ(feature["properties"]["qpv"]["reponse"].GetString(), "oui");
  }
  // Géoplateforme looks 200 m around.
  auto const far = "?lon=2.84358&lat=50.43465&type=street&citycode=62628";
  EXPECT_EQ(test::json_of(get(std::string("/geocodage/reverse") + far))["features"].Size(), 0U);
}

TEST_F(Geocoder, ABatchAnswersEachInItsPlace) {
  auto const ask = [](std::string const& path, std::string const& body) {
    return test::post(server->address(), path, "application/json", body);
  };
  for (std::string const path : {"/batch", "/batch/", "/geocodage/batch"}) {
    auto const json = test::json_of(
        ask(path, R"({"requests":[{"id":"a","params":{"q":"6 rue Descartes 62300 Lens"}},)"
                  R"({"id":1,"operation":"reverse","params":{"lon":2.84358,"lat":50.43465}},)"
                  R"({"id":2,"params":{"q":"zzzz qqq"}},{"id":3,"params":{}},)"
                  R"({"id":4,"operation":"x"},)"
                  R"({"id":5,"operation":"reverse","params":{"lon":999,"lat":1}}]})"));
    auto const& results = json["results"];
    ASSERT_EQ(results.Size(), 6U);
    std::vector<std::string> statuses;
    for (auto const& each : results.GetArray()) statuses.emplace_back(each["status"].GetString());
    EXPECT_EQ(statuses,
              (std::vector<std::string>{"ok", "ok", "not-found", "error", "error", "error"}));
    EXPECT_STREQ(results[0]["result"]["qpv"]["reponse"].GetString(), "oui");
    EXPECT_EQ(results[1]["result"]["distance"].GetInt(), 87);
    EXPECT_EQ(std::string(results[3]["error"].GetString()).substr(0, 2), "q:");
  }
  std::string many = "{}";
  for (int i = 0; i < 100; ++i) many += ",{}";
  EXPECT_EQ(ask("/batch", R"({"requests":[)" + many + "]}").status, 400U);
  EXPECT_EQ(ask("/batch", "[").status, 400U);
}

}  // namespace
}  // namespace qpv
