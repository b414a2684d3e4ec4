// SPDX-License-Identifier: EUPL-1.2
//
// The service below a path, as behind a proxy that passes the whole path on.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/http/served.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

class BasePath : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    dir = std::make_unique<test::TempDir>();
    test::import_dataset(test::embedded_sources(), *dir / "dataset");
    server = std::make_unique<test::Server>(*dir / "dataset",
                                            std::vector<std::string>{"--base-path", "/outils/qpv"});
  }
  static void TearDownTestSuite() {
    server.reset();
    dir.reset();
  }
  static test::Reply get(std::string const& target) { return test::get(server->address(), target); }

  static std::unique_ptr<test::TempDir> dir;
  static std::unique_ptr<test::Server> server;
};
std::unique_ptr<test::TempDir> BasePath::dir;
std::unique_ptr<test::Server> BasePath::server;

TEST_F(BasePath, AnswersThereOnly) {
  EXPECT_EQ(get("/outils/qpv/v1/point?lon=2.84358&lat=50.43465").status, 200U);
  EXPECT_EQ(get("/outils/qpv/v1/perimeters/QN06226M").status, 200U);
  EXPECT_EQ(get("/outils/qpv/healthz").status, 200U);
  EXPECT_EQ(test::post(server->address(), "/outils/qpv/v1/point", "application/json",
                       R"({"lon":2.84358,"lat":50.43465})")
                .status,
            200U);
  for (auto const* elsewhere : {"/", "/v1/point?lon=2.84358&lat=50.43465", "/healthz", "/outils/",
                                "/outils/qpvv1/about", "/outils/qpv//v1/about"}) {
    EXPECT_EQ(get(elsewhere).status, 404U) << elsewhere;
  }
  EXPECT_EQ(test::get(server->ops_address(), "/readyz").status, 200U)
      << "the operator's port has none";
  EXPECT_EQ(test::get(server->ops_address(), "/metrics").status, 200U);
  auto const bare = get("/outils/qpv");
  EXPECT_EQ(bare.status, 308U);
  EXPECT_EQ(bare.headers.at("location"), "/outils/qpv/");
}

// Whatever refuses: a handler, the router, the session.
TEST_F(BasePath, TypesOfProblemsLeadToTheirPages) {
  for (auto const* target : {"/outils/qpv/v1/point", "/outils/qpv/nowhere", "/nowhere", "/%zz"}) {
    auto const problem = get(target);
    EXPECT_EQ(problem.headers.at("content-length"), std::to_string(problem.body.size()));
    auto const json = test::json_of(problem);
    std::string const type = json["type"].GetString();
    EXPECT_TRUE(type.starts_with("/outils/qpv/problems/")) << target << type;
    EXPECT_EQ(get(type).status, 200U) << type;
  }
  test::Connection connection(server->address());
  connection.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_NE(connection.receive()->body.find(R"("type":"/outils/qpv/problems/bad-request")"),
            std::string::npos);
}

std::string resolved(std::string const& page, std::string link) {
  auto base = page.substr(0, page.rfind('/') + 1);
  if (link.starts_with('/')) return link;
  if (link.starts_with("./")) link = link.substr(2);
  while (link.starts_with("../")) {
    link = link.substr(3);
    base = base.substr(0, base.rfind('/', base.size() - 2) + 1);
  }
  return base + link;
}

TEST_F(BasePath, EveryLinkOfEveryPageLeadsSomewhere) {
  std::set<std::string> seen;
  std::vector<std::string> waiting = {"/outils/qpv/", "/outils/qpv/problems"};
  static std::regex const link(R"((?:href|src|action)=\"([^\"#:]+)\")");
  while (!waiting.empty()) {
    auto const target = waiting.back();
    waiting.pop_back();
    if (!seen.insert(target).second) continue;
    auto const reply = get(target);
    EXPECT_EQ(reply.status, 200U) << target;
    if (!reply.headers.at("content-type").starts_with("text/html")) continue;
    for (std::sregex_iterator it(reply.body.begin(), reply.body.end(), link), end; it != end;
         ++it) {
      waiting.push_back(resolved(target, (*it)[1]));
    }
  }
  EXPECT_TRUE(seen.contains("/outils/qpv/assets/page.js"));
  EXPECT_TRUE(seen.contains("/outils/qpv/openapi.json"));
  EXPECT_TRUE(seen.contains("/outils/qpv/problems/not-found"));
}

TEST_F(BasePath, TheHealthcheckAsksBelowIt) {
  auto const check = [](std::vector<std::string> options) {
    std::vector<std::string> argv = {(test::bin_dir() / "qpv-server").string(), "--healthcheck",
                                     "--listen", server->address()};
    argv.insert(argv.end(), options.begin(), options.end());
    return test::run(argv).exit_code;
  };
  EXPECT_EQ(check({"--base-path", "/outils/qpv"}), 0);
  EXPECT_EQ(check({}), 1);
}

TEST_F(BasePath, IsAPlainPath) {
  for (std::string const wrong : {"qpv", "/", "/qpv/", "//qpv", "/a//b", "/a/../b", "/.", "/a b",
                                  "/é", "/a?b", "/a#b", "/a%20b", "/a\"b", "/a\r\nb"}) {
    auto const run = test::run({(test::bin_dir() / "qpv-server").string(), "--dataset",
                                (*dir / "dataset").string(), "--base-path", wrong});
    EXPECT_EQ(run.exit_code, 2) << wrong;
    EXPECT_NE(run.err.find("--base-path"), std::string::npos) << run.err;
  }
}

}  // namespace
}  // namespace qpv
