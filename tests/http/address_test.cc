// SPDX-License-Identifier: EUPL-1.2
//
// Questions about addresses, on the embedded data and its demonstration addresses.
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "tests/http/served.h"

namespace qpv {
namespace {

using test::json_of;

class Addresses : public test::Served {
 protected:
  static test::Reply post(std::string const& path, std::string const& body) {
    return test::post(server->address(), path, "application/json", body);
  }
};

std::string text(rapidjson::Value const& value) {
  return value.IsString() ? value.GetString() : "(none)";
}

TEST_F(Addresses, ANumberInsideAQuartier) {
  auto const reply = post("/v1/address", R"({"q":"6 r. Descartes LENS"})");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
  EXPECT_EQ(reply.headers.count("etag"), 0U);
  auto const json = json_of(reply);
  EXPECT_EQ(text(json["answer"]), "inside");
  EXPECT_EQ(text(json["perimeters"][0]["code"]), "QN06226M");
  auto const& address = json["address"];
  EXPECT_EQ(text(address["label"]), "6 Rue Descartes 62300 Lens");
  EXPECT_EQ(text(address["id"]), "62498_0033_00006");
  EXPECT_EQ(text(address["type"]), "housenumber");
  EXPECT_EQ(text(address["citycode"]), "62498");
  EXPECT_EQ(json["point"]["lon"].GetDouble(), address["lon"].GetDouble());
  EXPECT_EQ(text(json["candidates"][0]["id"]), text(address["id"]));
  EXPECT_TRUE(json["dataset"]["fictitious"].GetBool());
}

TEST_F(Addresses, WhatIsNotThereIsNeverANo) {
  for (auto const* q : {"12 rue inexistante, 62300 Lens", "zzzz", "12"}) {
    auto const json = json_of(post("/v1/address", R"({"q":")" + std::string(q) + R"("})"));
    EXPECT_EQ(text(json["answer"]), "not_found") << q;
    for (auto const* member : {"likely", "probability", "doubt", "point", "boundary",
                               "within_300_m", "address", "street"}) {
      EXPECT_TRUE(json[member].IsNull()) << q << " " << member;
    }
    EXPECT_EQ(json["candidates"].Size(), 0U) << q;
    EXPECT_EQ(json["perimeters"].Size(), 0U) << q;
  }
}

TEST_F(Addresses, AMixedStreetTellsItsNumbers) {
  auto const json = json_of(post("/v1/address", R"({"street":"rue Jean Jaurès","city":"Lens"})"));
  EXPECT_EQ(text(json["answer"]), "uncertain");
  EXPECT_EQ(text(json["doubt"]), "street_mixed");
  auto const& street = json["street"];
  EXPECT_GT(street["inside"].GetUint(), 0U);
  EXPECT_GT(street["outside"].GetUint(), 0U);
  unsigned numbers = 0;
  for (auto const& range : street["ranges"].GetArray()) numbers += range["numbers"].GetUint();
  EXPECT_EQ(numbers,
            street["inside"].GetUint() + street["outside"].GetUint() + street["doubt"].GetUint());
}

TEST_F(Addresses, TheLimitCutsTheCandidatesAndNothingElse) {
  auto const all = json_of(post("/v1/address", R"({"q":"6 rue Descartes"})"));
  auto const one = json_of(post("/v1/address", R"({"q":"6 rue Descartes","limit":1})"));
  EXPECT_EQ(text(all["doubt"]), "ambiguous");
  EXPECT_GT(all["candidates"].Size(), 1U);
  EXPECT_EQ(one["candidates"].Size(), 1U);
  EXPECT_EQ(all["probability"].GetDouble(), one["probability"].GetDouble());
  EXPECT_EQ(text(one["doubt"]), "ambiguous");
}

TEST_F(Addresses, GetAndPostSayTheSame) {
  EXPECT_EQ(get("/v1/address?q=6+rue+Descartes&citycode=62498&date=2026-11-23&limit=2").body,
            post("/v1/address", R"({"q":"6 rue Descartes","citycode":"62498","postcode":null,)"
                                R"("date":"2026-11-23","limit":2})")
                .body);
  EXPECT_EQ(get("/v1/suggest?q=rue+des&limit=3&lon=2.84&lat=50.43").body,
            post("/v1/suggest", R"({"q":"rue des","limit":3,"lon":2.84,"lat":50.43})").body);
  EXPECT_EQ(get("/v1/reverse?lon=2.84358&lat=50.43465&limit=3").body,
            post("/v1/reverse", R"({"lon":2.84358,"lat":50.43465,"limit":3})").body);
}

struct Wrong {
  std::string_view path;
  std::string body;
  char const* parameter;  // none: the body itself
};

TEST_F(Addresses, ErrorsNameTheParameter) {
  std::string const long_text(201, 'a');
  for (auto const& wrong : std::initializer_list<Wrong>{
           {"/v1/address", R"({})", "q"},
           {"/v1/address", R"({"q":"  "})", "q"},
           {"/v1/address", R"({"housenumber":"12"})", "q"},
           {"/v1/address", R"({"q":12})", "q"},
           {"/v1/address", R"({"q":["Lens"]})", "q"},
           {"/v1/address", R"({"q":"Lens","q":"Liévin"})", "q"},
           {"/v1/address", R"({"q":"Lens","text":"Lens"})", "text"},
           {"/v1/address", R"({"q":")" + long_text + "\"}", "q"},
           {"/v1/address", R"({"q":"Lens","city":")" + long_text + "\"}", "city"},
           {"/v1/address", R"({"q":"Lens","citycode":"Lens"})", "citycode"},
           {"/v1/address", R"({"q":"Lens","limit":0})", "limit"},
           {"/v1/address", R"({"q":"Lens","limit":21})", "limit"},
           {"/v1/address", R"({"q":"Lens","limit":1.5})", "limit"},
           {"/v1/address", R"({"q":"Lens","limit":"5"})", "limit"},
           {"/v1/address", R"({"q":"Lens","date":"2026-02-30"})", "date"},
           {"/v1/address", R"({"q":"Lens","date":"2014-01-01"})", "date"},
           {"/v1/address", R"({"q":)", nullptr},
           {"/v1/address", R"({"q":"Lens","explain":"true"})", "explain"},
           {"/v1/suggest", R"({"limit":3})", "q"},
           {"/v1/suggest", R"({"q":"rue","lon":2.8})", "lat"},
           {"/v1/suggest", R"({"q":"rue","lon":2.8,"lat":91})", "lat"},
           {"/v1/reverse", R"({"lon":2.8})", "lat"},
           {"/v1/reverse", R"({})", "lon"},
           {"/v1/reverse", R"({"lon":2.8,"lat":50.4,"limit":-1})", "limit"},
       }) {
    auto const reply = post(std::string(wrong.path), wrong.body);
    EXPECT_EQ(reply.status, 400U) << wrong.body;
    auto const json = json_of(reply);
    EXPECT_EQ(json.HasMember("parameter"), wrong.parameter != nullptr) << wrong.body;
    if (wrong.parameter != nullptr && json.HasMember("parameter")) {
      EXPECT_EQ(text(json["parameter"]), wrong.parameter) << wrong.body;
    }
  }
  EXPECT_EQ(get("/v1/address?q=Lens&lang=fr").status, 400U);
  EXPECT_EQ(get("/v1/address?q=" + std::string(201, 'a')).status, 400U);
  EXPECT_EQ(post("/v1/address?q=Lens", R"({"q":"Lens"})").status, 400U);
  // 200 characters, and more bytes.
  std::string accents;
  for (int i = 0; i < 200; ++i) accents += "é";
  EXPECT_EQ(post("/v1/address", R"({"q":")" + accents + "\"}").status, 200U);
}

TEST_F(Addresses, TheNearestOnesComeNearestFirst) {
  auto const json = json_of(get("/v1/reverse?lon=2.84358&lat=50.43465&limit=20"));
  double farthest = 0;
  for (auto const& address : json["addresses"].GetArray()) {
    EXPECT_GE(address["distance_m"].GetDouble(), farthest);
    farthest = address["distance_m"].GetDouble();
  }
  EXPECT_GT(json["addresses"].Size(), 10U);
  EXPECT_LE(json["addresses"].Size(), 20U);
  EXPECT_LE(farthest, 1000);
  EXPECT_EQ(json_of(get("/v1/reverse?lon=2.3&lat=46.2"))["addresses"].Size(), 0U);
}

std::vector<std::string> lines(std::string const& table) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < table.size();) {
    auto const end = table.find("\r\n", at);
    out.push_back(table.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

TEST_F(Addresses, OfAPerimeterAsJsonAndAsATable) {
  auto const reply = get("/v1/perimeters/QN06226M/addresses");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.headers.at("cache-control"), "no-cache");
  EXPECT_EQ(reply.headers.count("etag"), 1U);
  auto const json = json_of(reply);
  unsigned inside = 0;
  std::size_t ranges = 0;
  for (auto const& street : json["streets"].GetArray()) {
    inside += street["inside"].GetUint();
    ranges += street["ranges"].Size();
    bool const whole = street["inside"].GetUint() == street["numbers"].GetUint();
    EXPECT_EQ(whole, text(street["situation"]) == "within");
    EXPECT_EQ(street["inside"].GetUint() == 0, text(street["situation"]) == "bordering");
  }
  EXPECT_EQ(json["inside"].GetUint(), inside);
  EXPECT_GT(inside, 100U);

  auto const table = get("/v1/perimeters/QN06226M/addresses.csv");
  EXPECT_EQ(table.headers.at("content-type"), "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(table.headers.at("content-disposition"),
            "attachment; filename=\"adresses-QN06226M.csv\"");
  auto const rows = lines(table.body);
  EXPECT_EQ(rows.size(), ranges + 1);
  EXPECT_EQ(rows.front(),
            "\xEF\xBB\xBF"
            "citycode;commune;code_postal;voie;id_voie;situation;cote;de;a;numeros");
  EXPECT_TRUE(
      std::ranges::count(rows, "62498;Lens;62300;Rue Descartes;62498_0033;entière;impairs;1;11;6"));
  EXPECT_EQ(get("/v1/perimeters/QN99999M/addresses").status, 404U);
  EXPECT_EQ(get("/v1/perimeters/QN99999M/addresses.csv").status, 404U);
  EXPECT_EQ(get("/v1/perimeters/QN06226M/addresses?date=2026-11-23").status, 400U);
}

TEST(WithoutAddresses, EveryDoorSaysSo) {
  test::TempDir const dir;
  auto sources = test::embedded_sources();
  sources.resize(8);  // perimeters, coverage, territory, sentinels
  test::import_dataset(sources, dir / "dataset");
  test::Server const server(dir / "dataset");
  for (auto const* target :
       {"/v1/address?q=Lens", "/v1/suggest?q=Lens", "/v1/reverse?lon=2.8&lat=50.4",
        "/v1/perimeters/QN06226M/addresses", "/v1/perimeters/QN06226M/addresses.csv"}) {
    auto const reply = test::get(server.address(), target);
    EXPECT_EQ(reply.status, 503U) << target;
    EXPECT_EQ(text(json_of(reply)["type"]), "/problems/no-addresses") << target;
  }
}

}  // namespace
}  // namespace qpv
