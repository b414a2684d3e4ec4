// SPDX-License-Identifier: EUPL-1.2
//
// POST /v1/batch: each result is what the question gets alone.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "tests/http/served.h"

namespace qpv {
namespace {

constexpr char kNdJson[] = "application/x-ndjson";
constexpr char kJson[] = "application/json";

class Batch : public test::Served {
 protected:
  static test::Reply batch(std::string const& type, std::string const& body,
                           std::string const& query = {}) {
    return test::post(server->address(), "/v1/batch" + query, type, body);
  }
  // What the single call answers, as a result of a batch.
  static std::string alone(std::string const& id, std::string const& path,
                           std::string const& question) {
    auto const reply = test::post(server->address(), path, kJson, question);
    return R"({"id":)" + id + R"(,"status":)" + std::to_string(reply.status) + R"(,"body":)" +
           reply.body + "}";
  }
};

struct Question {
  std::string id;  // JSON
  std::string path;
  std::string members;
};

std::vector<Question> const kQuestions{
    {"1", "/v1/address", R"("q":"12 rue de l'abbaye 62300 Lens")"},
    {R"("é\"\\")", "/v1/point", R"("lon":2.84358,"lat":50.43465)"},
    {"-2.5", "/v1/point", R"("lon":2.84358,"lat":50.43465,"accuracy":20,"date":"2025-01-01")"},
    {"null", "/v1/address", R"("housenumber":"3","street":"rue Alcide","city":"Lens")"},
    {"3", "/v1/address", R"("q":"")"},
    {"4", "/v1/address", R"("q":"rue","surprise":1)"},
    {"5", "/v1/address", R"("q":"rue","q":"place")"},
    {"6", "/v1/address", R"("q":["rue"])"},
    {"7", "/v1/point", R"("lon":"2.8","lat":50)"},
    {"8", "/v1/point", R"("lon":2.8)"},
    {"9", "/v1/point", R"("lon":2.84358,"lat":50.43465,"date":"1900-01-01")"},
};

TEST_F(Batch, EachResultIsWhatTheQuestionGetsAlone) {
  std::string list;
  std::string lines;
  std::string results;
  std::string result_lines;
  for (auto const& [id, path, members] : kQuestions) {
    auto const item = fmt::format(R"({{"id":{},{}}})", id, members);
    auto const result = alone(id, path, "{" + members + "}");
    list += (list.empty() ? "" : " , ") + item;
    lines += item + "\r\n";
    results += (results.empty() ? "" : ",") + result;
    result_lines += result + "\n";
  }
  auto const as_list = batch(kJson, "[" + list + "]");
  EXPECT_EQ(as_list.status, 200U);
  EXPECT_EQ(as_list.headers.at("cache-control"), "no-store");
  EXPECT_EQ(as_list.body, "[" + results + "]");
  auto const as_lines = batch(kNdJson, "\xEF\xBB\xBF" + lines + "\n");
  EXPECT_EQ(as_lines.status, 200U);
  EXPECT_EQ(as_lines.headers.at("content-type"), kNdJson);
  EXPECT_EQ(as_lines.body, result_lines);
}

TEST_F(Batch, TheDayOfAllIsForThoseWithoutTheirOwn) {
  std::string const place = R"("lon":2.84358,"lat":50.43465)";
  auto const reply =
      batch(kJson, "[{" + place + R"(},{"date":"2026-01-01",)" + place + "}]", "?date=2025-02-03");
  auto const answers = test::json_of(reply);
  EXPECT_STREQ(answers[0]["body"]["date"].GetString(), "2025-02-03");
  EXPECT_STREQ(answers[1]["body"]["date"].GetString(), "2026-01-01");
  EXPECT_EQ(batch(kJson, "[]", "?date=1900-01-01").status, 400U);
  EXPECT_EQ(batch(kNdJson, "", "?dates=2025-02-03").status, 400U);
  EXPECT_EQ(batch(kNdJson, "", "?dataset=0000000000000000").status, 409U);
}

TEST_F(Batch, WhatIsNoQuestionDoesNotStopTheOthers) {
  std::string const good = R"({"id":1,"q":"rue"})";
  auto const reply = batch(kNdJson, good + "\nwhat?\n[]\n" + std::string(70'000, 'x') + "\n" +
                                        R"({"id":[],"q":"a"})" + "\n\n" + good);
  std::istringstream lines(reply.body);
  std::vector<std::string> found;
  for (std::string line; std::getline(lines, line);) found.push_back(line);
  ASSERT_EQ(found.size(), 6U);
  EXPECT_EQ(found[0], found[5]);
  EXPECT_TRUE(found[0].starts_with(R"({"id":1,"status":200,)"));
  std::string const problem = R"({"id":null,"status":400,"body":{"type":"/problems/)";
  EXPECT_TRUE(found[1].starts_with(problem + "invalid-body")) << found[1];
  EXPECT_TRUE(found[2].starts_with(problem + "invalid-body")) << found[2];
  EXPECT_TRUE(found[3].starts_with(R"({"id":null,"status":413,)")) << found[3];
  EXPECT_TRUE(found[4].starts_with(problem + "invalid-parameter")) << found[4];
}

TEST_F(Batch, AListIsLimitedAndReadAsAWhole) {
  EXPECT_EQ(batch(kJson, "[]").body, "[]");
  EXPECT_EQ(batch(kNdJson, "").body, "");
  EXPECT_EQ(batch(kJson, R"([{"q":"rue"})").status, 400U);
  EXPECT_EQ(batch(kJson, R"({"q":"rue"})").status, 400U);
  std::string thousand;
  for (int i = 0; i < 1'000; ++i) thousand += R"({"lon":2.8,"lat":50.4},)";
  auto const most = batch(kJson, "[" + thousand.substr(0, thousand.size() - 1) + "]");
  EXPECT_EQ(test::json_of(most).Size(), 1'000U);
  auto const more = batch(kJson, "[" + thousand + R"({"lon":2.8,"lat":50.4}])");
  EXPECT_EQ(more.status, 413U);
  EXPECT_NE(more.body.find("x-ndjson"), std::string::npos);
  EXPECT_EQ(batch(kJson, "[" + std::string(1 << 20, ' ') + "]").status, 413U);
}

TEST_F(Batch, TheFormsAreNegotiated) {
  auto const ask = [&](std::string const& type, std::string const& accept) {
    test::Connection connection(server->address());
    connection.send("POST /v1/batch HTTP/1.1\r\nHost: t\r\nContent-Type: " + type +
                    "\r\nAccept: " + accept + "\r\nContent-Length: 2\r\n\r\n[]");
    return connection.receive().value();
  };
  EXPECT_EQ(ask(kJson, "*/*").headers.at("content-type"), "application/json; charset=utf-8");
  EXPECT_EQ(ask(kJson, kNdJson).headers.at("content-type"), kNdJson);
  EXPECT_EQ(ask(kJson, kNdJson).body, "") << "no line for no question";
  EXPECT_EQ(ask(kNdJson, "*/*").headers.at("content-type"), kNdJson);
  EXPECT_EQ(ask(kNdJson, kJson).status, 406U);
  EXPECT_EQ(ask("text/csv", "*/*").status, 415U);
}

TEST_F(Batch, ProblemsNameTheirTypeBelowTheBasePath) {
  test::Server own(*dir / "dataset", {"--base-path", "/qpv"});
  auto const reply = test::post(own.address(), "/qpv/v1/batch", kNdJson, "what?");
  EXPECT_NE(reply.body.find(R"("type":"/qpv/problems/invalid-body")"), std::string::npos);
}

}  // namespace
}  // namespace qpv
