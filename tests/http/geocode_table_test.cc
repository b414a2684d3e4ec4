// SPDX-License-Identifier: EUPL-1.2
//
// Tables as curl and others post them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/http/served.h"

namespace qpv {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

class GeocodeTable : public test::Served {
 protected:
  static test::Reply post(std::string const& path, Fields const& fields) {
    return test::post(server->address(), path, kType, form(fields));
  }
  static std::string form(Fields const& fields) {
    std::string body;
    for (auto const& [name, value] : fields) {
      body += fmt::format("--xx\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n", name,
                          value);
    }
    return body + "--xx--\r\n";
  }
  static constexpr char kType[] = "multipart/form-data; boundary=xx";
};

std::string const kTable =
    "id;adresse;ville\r\n1;6 rue Descartes;Lens\r\n2;;\r\n3;zzzz qqq;Nulle\r\n\r\n"
    "4;\"5 boulevard\nDescartes\";Ablain-Saint-Nazaire";

TEST_F(GeocodeTable, EveryRowAnswersInItsPlace) {
  std::string const expected =
      "id;adresse;ville;result_label;result_status;qpv;qpv_code\r\n"
      "1;6 rue Descartes;Lens;6 Rue Descartes 62300 Lens;ok;oui;QN06226M\r\n"
      "2;;;;skipped;introuvable;\r\n3;zzzz qqq;Nulle;;not-found;introuvable;\r\n\r\n"
      "4;\"5 boulevard\nDescartes\";Ablain-Saint-Nazaire;"
      "5 Boulevard Descartes 62153 Ablain-Saint-Nazaire;ok;non;";
  Fields const before{{"columns", "adresse"},         {"columns", "ville"},
                      {"result_columns", "qpv"},      {"result_columns", "result_label"},
                      {"result_columns", "qpv_code"}, {"result_columns", "result_status"},
                      {"result_columns", "unknown"}};
  auto fields = before;
  fields.emplace_back("data", kTable);
  Fields behind{{"data", kTable}};
  behind.insert(behind.end(), before.begin(), before.end());
  for (std::string const path : {"/search/csv", "/search/csv/", "/geocodage/search/csv"}) {
    for (auto const& order : {fields, behind}) {
      auto const reply = post(path, order);
      EXPECT_EQ(reply.status, 200U);
      EXPECT_EQ(reply.body, expected) << path;
    }
  }
}

TEST_F(GeocodeTable, AllColumnsInTheOrderThatClientsKnow) {
  auto const reply = post("/search/csv", {{"data", "adresse\n6 rue Descartes Lens\n"}});
  EXPECT_EQ(reply.body.substr(0, reply.body.find('\n')),
            "adresse;longitude;latitude;result_score;result_score_next;result_label;result_type;"
            "result_id;result_housenumber;result_name;result_street;result_postcode;result_city;"
            "result_context;result_citycode;result_oldcitycode;result_oldcity;result_district;"
            "result_status;qpv;qpv_code;qpv_quartier;qpv_doute;qpv_probable;qpv_probabilite;"
            "qpv_distance_m;qpv_generation;qpv_donnees");
  auto const reversed = post("/reverse/csv", {{"data", "lat;lon\n50.43465;2.84358\n;\n48.8;2.3\n"},
                                              {"result_columns", "result_distance"},
                                              {"result_columns", "result_status"},
                                              {"result_columns", "qpv"}});
  EXPECT_EQ(reversed.body,
            "lat;lon;result_distance;result_status;qpv\n50.43465;2.84358;87;ok;oui\n"
            ";;;skipped;introuvable\n48.8;2.3;;not-found;à vérifier\n");
}

TEST_F(GeocodeTable, ColumnsOfFiltersAndOtherParameters) {
  std::string const table = "a,insee\nrue Descartes,62628\nrue Descartes,62498\n";
  auto const filtered = post("/search/csv", {{"columns", "a"},
                                             {"citycode", "insee"},
                                             {"result_columns", "result_citycode"},
                                             {"data", table}});
  EXPECT_EQ(filtered.body,
            "a,insee,result_citycode\nrue Descartes,62628,62628\n"
            "rue Descartes,62498,62498\n");
  auto const strict = post("/search/csv", {{"columns", "a"},
                                           {"min_score", "1"},
                                           {"result_columns", "result_status"},
                                           {"delimiter", ","},
                                           {"with_bom", "1"},
                                           {"data", table}});
  EXPECT_EQ(strict.body,
            "\xEF\xBB\xBF"
            "a,insee,result_status\nrue Descartes,62628,not-found\n"
            "rue Descartes,62498,not-found\n");
  // Windows-1252 stays what it is.
  auto const latin = post("/search/csv", {{"columns", "ville"},
                                          {"result_columns", "result_city"},
                                          {"data", "ville;b\nLi\xE9vin;x\n"}});
  EXPECT_EQ(latin.body, "ville;b;result_city\nLi\xE9vin;x;Li\xE9vin\n");
  EXPECT_NE(latin.headers.at("content-type").find("windows-1252"), std::string::npos);
}

TEST_F(GeocodeTable, WhatIsWrongIsSaidInTheDialect) {
  auto const title = [&](Fields const& fields) {
    auto const reply = post("/search/csv", fields);
    EXPECT_EQ(reply.status, 400U);
    return std::string(test::json_of(reply)["title"].GetString());
  };
  EXPECT_EQ(title({{"columns", "a"}}), "Missing file");
  EXPECT_EQ(title({{"data", ""}}), "Empty file");
  EXPECT_EQ(title({{"columns", "b"}, {"data", "a\n1\n"}}), "Invalid parameter");
  EXPECT_EQ(title({{"columns", "\xED\xA0"}, {"data", "a\n1\n"}}), "Invalid parameter");
  EXPECT_EQ(title({{"encoding", "x"}, {"data", "a\n1\n"}}), "Invalid parameter");
  EXPECT_EQ(title({{"data", "a\n\"1\n"}}), "Invalid file");
  EXPECT_EQ(title({{"data", "a\n"}, {"data", "a\n"}}), "Invalid parameter");
  auto const other = post("/geocodage/search/csv", {{"columns", "a"}});
  EXPECT_EQ(other.body, R"({"code":400,"message":"A CSV file must be provided in data field"})");
  EXPECT_EQ(test::post(server->address(), "/search/csv", kType, "--xx\r\n").status, 400U);
  EXPECT_EQ(test::post(server->address(), "/search/csv", "multipart/form-data", "").status, 400U);
}

std::string chunk(std::string const& bytes) {
  char size[16];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + bytes + "\r\n";
}

TEST_F(GeocodeTable, IsAnsweredWhileItArrives) {
  test::Connection connection(server->address());
  connection.send(
      "POST /search/csv HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n"
      "Content-Type: multipart/form-data; boundary=xx\r\n\r\n");
  auto const whole = form({{"result_columns", "qpv"}, {"data", "a\n"}});
  connection.send(chunk(whole.substr(0, whole.size() - 10)));
  // Behind so much of it nothing waits for a parameter any more.
  std::string rows;
  while (rows.size() <= 1024 * 1024) rows += "0123456789\n";
  connection.send(chunk(rows));
  auto const head = connection.receive(true);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200U);
  EXPECT_TRUE(connection.receive_chunk());
}

TEST_F(GeocodeTable, ATableBeforeItsParametersHasALimit) {
  test::Server own(*dir / "dataset", {"--max-held-table-bytes", "2048"});
  std::string const rows(3000, 'x');
  auto const post_to = [&](Fields const& fields) {
    return test::post(own.address(), "/search/csv", kType, form(fields));
  };
  auto const refused = post_to({{"data", "a\n" + rows}, {"columns", "a"}});
  EXPECT_EQ(refused.status, 413U);
  EXPECT_STREQ(test::json_of(refused)["title"].GetString(), "File too large");
  EXPECT_EQ(post_to({{"columns", "a"}, {"data", "a\n" + rows}}).status, 200U);
  // What was kept is given back.
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(post_to({{"data", "a\n" + rows.substr(0, 2000)}, {"columns", "a"}}).status, 200U);
  }
}

TEST_F(GeocodeTable, AParameterThatComesTooLateBreaksTheAnswer) {
  std::string rows = "a\n";
  while (rows.size() <= 1100 * 1024) rows += "012 345 678 rue\n";
  EXPECT_THROW(post("/search/csv", {{"columns", "a"}, {"data", rows}, {"type", "a"}}),
               std::exception);
}

}  // namespace
}  // namespace qpv
