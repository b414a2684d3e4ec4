// SPDX-License-Identifier: EUPL-1.2
//
// SIG Ville's dialect, and what clients that are known to exist would store of it. For those that
// store "false" where nothing is known this is no drop-in: docs/migration-sigville.md names them.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "tests/http/served.h"

namespace qpv {
namespace {

class Wsa : public test::Served {};

// As http_build_query writes it.
std::string mixte(std::string const& street, std::string const& town,
                  std::string const& types = "type_quartier%5B%5D=QP") {
  return "?" + types + "&type_adresse=MIXTE&adresse%5Bnom_voie%5D=" + street +
         "&adresse%5Bcode_postal%5D=" + town.substr(0, 5) +
         "&adresse%5Bnom_commune%5D=" + town.substr(6);
}

std::string const kInside = mixte("6+rue+Descartes", "62300+Lens");
std::string const kOutside = mixte("5+boulevard+Descartes", "62153+Ablain-Saint-Nazaire");
std::string const kNotFound = mixte("zzzz", "99999+zzzz");
std::string const kElsewhere = "?type_quartier=QP&x=2.3&y=48.8";  // not covered

TEST_F(Wsa, AnswersAsItsClientsRead) {
  for (auto const* path : {"/service/georeferenceur.json", "/api/v1", "/api/v2.json"}) {
    EXPECT_EQ(get(path + kInside).body,
              R"({"code_reponse":"OUI","loccom_ref":"COMMUNE_AVEC_QUARTIER",)"
              R"("adresse":{"label":"6 Rue Descartes 62300 Lens","score":100.0},)"
              R"("reponses":[{"type_quartier":"QP","code_reponse":"OUI",)"
              R"("nom_quartier":"Cité 2","code_quartier":"QN06226M","code_info":"VOIE_TRAITEE",)"
              R"("info":"L'adresse est située dans le quartier QP Cité 2 - QN06226M"}]})")
        << path;
  }
  EXPECT_EQ(get("/api/v1" + kOutside).body,
            R"({"code_reponse":"NON","loccom_ref":null,)"
            R"("adresse":{"label":"5 Boulevard Descartes 62153 Ablain-Saint-Nazaire",)"
            R"("score":100.0},"reponses":[{"type_quartier":"QP","code_reponse":"NON"}]})");
  auto const none = test::json_of(get("/api/v1" + kNotFound));
  EXPECT_TRUE(none["code_reponse"].IsNull());
  EXPECT_TRUE(none["adresse"]["label"].IsNull());
  EXPECT_TRUE(none["reponses"][0]["code_reponse"].IsNull());
}

TEST_F(Wsa, EveryWayOfWritingAnAddressIsTheSame) {
  auto const expected = get("/api/v2.json" + kInside).body;
  for (std::string const query :
       {"?type_quartier=QP&type_adresse=WSA&adresse[num_voie]=6&adresse[nom_voie]=rue+Descartes"
        "&adresse[code_postal]=62300&adresse[nom_commune]=Lens",
        "?type_quartier[0]=QP&type_adresse=AFNOR2&adresse[0]=6+rue+Descartes"
        "&adresse[1]=62300+LENS"}) {
    EXPECT_EQ(get("/api/v2.json" + query).body, expected) << query;
  }
  auto const post = [&](std::string const& body) {
    return test::post(server->address(), "/service/georeferenceur.json", "application/json", body);
  };
  EXPECT_EQ(post(R"({"type_quartier":"QP","type_adresse":"WSA","adresse":{"num_voie":6,)"
                 R"("nom_voie":"rue Descartes","code_postal":"62300","nom_commune":"Lens"}})")
                .body,
            expected);
  EXPECT_EQ(post(R"({"type_quartier":["QP"],"type_adresse":"AFNOR2",)"
                 R"("adresse":["6 rue Descartes","62300 Lens"]})")
                .body,
            expected);
  EXPECT_EQ(post("[1]").status, 400U);
  EXPECT_EQ(post(R"({"adresse":[["x"]]})").status, 400U);
  EXPECT_EQ(get("/api/v1?type_quartier=QP").status, 400U);
  EXPECT_EQ(get("/api/v1" + kInside + "&type_adresse=AFNOR9").status, 200U) << "the first counts";
}

TEST_F(Wsa, TheVerdictIsThatOfTheAddressAlone) {
  for (std::string const street : {"6 rue Descartes", "rue Descartes", "rue Dekart", "rue"}) {
    auto const own = test::json_of(test::post(server->address(), "/v1/address", "application/json",
                                              R"({"q":")" + street + R"( 62300 Lens"})"));
    auto const wsa = test::json_of(
        test::post(server->address(), "/api/v2.json", "application/json",
                   R"({"adresse":{"nom_voie":")" + street +
                       R"(","code_postal":"62300","nom_commune":"Lens"},"type_quartier":"QP"})"));
    std::string const answer = own["answer"].GetString();
    auto const& code = wsa["code_reponse"];
    std::string const said = code.IsNull() ? "null" : code.GetString();
    EXPECT_EQ(said, answer == "inside" ? "OUI" : answer == "outside" ? "NON" : "null") << street;
  }
}

TEST_F(Wsa, ATypeThatTheDataDoesNotHoldIsNeverANo) {
  std::string const types = "type_quartier[]=QP&type_quartier[]=QP_2015&type_quartier[]=ZFU";
  auto const outside = test::json_of(
      get("/api/v2.json" + mixte("5+boulevard+Descartes", "62153+Ablain-Saint-Nazaire", types)));
  EXPECT_TRUE(outside["code_reponse"].IsNull()) << "not all are known to be no";
  ASSERT_EQ(outside["reponses"].Size(), 3U);
  EXPECT_STREQ(outside["reponses"][0]["code_reponse"].GetString(), "NON");
  EXPECT_STREQ(outside["reponses"][1]["type_quartier"].GetString(), "QP_2015");
  EXPECT_TRUE(outside["reponses"][1]["code_reponse"].IsNull());
  EXPECT_TRUE(outside["reponses"][2]["code_reponse"].IsNull());
  auto const inside =
      test::json_of(get("/api/v2.json" + mixte("6+rue+Descartes", "62300+Lens", types)));
  EXPECT_STREQ(inside["code_reponse"].GetString(), "OUI");
}

TEST_F(Wsa, TheFirstGenerationIsJudgedOnItsLastDay) {
  auto const file = *dir / "QP2015.geojson";
  std::ofstream(file)
      << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
      << R"({"code_qp":"QP062001","nom_qp":"Ancien","commune_qp":"Lens"},)"
      << R"("geometry":{"type":"Polygon","coordinates":[[[2.84,50.43],)"
      << R"([2.85,50.43],[2.85,50.44],[2.84,50.44],[2.84,50.43]]]}}]})";
  auto sources = test::embedded_sources();
  sources.insert(sources.end(), {"--perimeters", file.string()});
  test::import_dataset(sources, *dir / "both");
  test::Server own(*dir / "both");
  auto const ask = [&](std::string const& place) {
    return test::json_of(test::get(
        own.address(), "/api/xy.json?type_quartier[]=QP_2015&type_quartier[]=QP&" + place));
  };
  auto const inside = ask("x=2.84358&y=50.43465");
  EXPECT_STREQ(inside["reponses"][0]["code_quartier"].GetString(), "QP062001");
  EXPECT_STREQ(inside["reponses"][1]["code_quartier"].GetString(), "QN06226M");
  auto const outside = ask("x=2.695144&y=50.398992");
  EXPECT_TRUE(outside["reponses"][0]["code_reponse"].IsNull())
      << "known only inside its perimeters";
  EXPECT_STREQ(outside["reponses"][1]["code_reponse"].GetString(), "NON");
}

TEST_F(Wsa, KeysAreAskedForWhenThereAreAny) {
  auto const file = *dir / "keys";
  std::ofstream(file) << "# partners\n\na@example.org:secret\nb@example.org:x:y\n";
  test::Server own(*dir / "dataset", {"--wsa-keys", file.string()});
  auto const ask = [&](std::string const& target, std::string const& field) {
    test::Connection connection(own.address());
    connection.send("GET " + target + " HTTP/1.1\r\nHost: t\r\n" + field + "\r\n");
    return connection.receive().value();
  };
  auto const refused = ask("/api/v1" + kInside, "");
  EXPECT_EQ(refused.status, 401U);
  EXPECT_TRUE(refused.headers.at("www-authenticate").starts_with("Basic "));
  std::string const first = "YUBleGFtcGxlLm9yZzpzZWNyZXQ=";
  EXPECT_EQ(ask("/api/v1" + kInside, "Authorization: Basic " + first + "\r\n").status, 200U);
  EXPECT_EQ(ask(std::string("/api/xy.json") + kElsewhere,
                "Authorization: basic YkBleGFtcGxlLm9yZzp4Onk\r\n")
                .status,
            200U);
  for (auto const* wrong : {"Basic YUBleGFtcGxlLm9yZzpzZWNyZQ==", "Basic", "Basic ", "Bearer x",
                            "Basic YUBleGFtcGxlLm9yZzpzZWNyZXQh", "Basic ****"}) {
    EXPECT_EQ(ask("/api/v1" + kInside, "Authorization: " + std::string(wrong) + "\r\n").status,
              401U)
        << wrong;
  }
  EXPECT_EQ(ask("/v1/about", "").status, 200U);
  EXPECT_EQ(get("/api/v1" + kInside).status, 200U) << "open where there are none";
}

// --- Clients, by what their published code does with the answer ---------------------------------

struct Client {
  char const* name;
  std::function<std::string(test::Reply const&)> stores;
};

std::string code(rapidjson::Value const& value) {
  return value.HasMember("code_reponse") && value["code_reponse"].IsString()
             ? value["code_reponse"].GetString()
             : "";
}
std::string tri_state(std::string const& code) {
  if (code == "OUI") return "true";
  return code == "NON" ? "false" : "null";
}

// Three states of the top answer; what is no 200 is tried again and then left alone.
std::string national_service(test::Reply const& reply) {
  return reply.status == 200 ? tri_state(code(test::json_of(reply))) : "null";
}
// The first entry of reponses[].
std::string first_entry(test::Reply const& reply) {
  if (reply.status != 200) return "null";
  return tri_state(code(test::json_of(reply)["reponses"][0]));
}
// An empty list is "PAS TROUVE"; else "OUI", "NON" or whatever stands there.
std::string in_words(test::Reply const& reply) {
  if (reply.status != 200) return "PAS TROUVE";
  auto const json = test::json_of(reply);
  return json["reponses"].Size() == 0 ? "PAS TROUVE" : code(json["reponses"][0]);
}
// A flag: everything that is not OUI, errors among it, is false. One of them keeps that for a week.
std::string flag(test::Reply const& reply) {
  return reply.status == 200 && code(test::json_of(reply)) == "OUI" ? "true" : "false";
}

TEST_F(Wsa, WhatClientsStore) {
  std::vector<Client> const clients{{"three states", national_service},
                                    {"first entry", first_entry},
                                    {"words", in_words},
                                    {"flag", flag}};
  struct Case {
    std::string target;
    std::vector<std::string> stored;  // by each client
  };
  std::vector<Case> const cases{
      {"/api/v2.json" + kInside, {"true", "true", "OUI", "true"}},
      {"/api/v2.json" + kOutside, {"false", "false", "NON", "false"}},
      // Nothing is known: right, right, an empty text, and wrong.
      {"/api/v2.json" + kNotFound, {"null", "null", "", "false"}},
      {"/api/xy.json" + kElsewhere, {"null", "null", "", "false"}},
      // An error: the flag is wrong again.
      {"/api/xy.json?x=1000&y=0", {"null", "null", "PAS TROUVE", "false"}},
  };
  for (auto const& [target, stored] : cases) {
    auto const reply = get(target);
    for (std::size_t i = 0; i < clients.size(); ++i) {
      EXPECT_EQ(clients[i].stores(reply), stored[i]) << clients[i].name << " " << target;
    }
  }
}

}  // namespace
}  // namespace qpv
