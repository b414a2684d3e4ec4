// SPDX-License-Identifier: EUPL-1.2
//
// Who may read answers in a browser: --cors-origin.
#include <gtest/gtest.h>

#include "tests/http/served.h"
#include "tests/support/process.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

constexpr char const* kOrigin = "access-control-allow-origin";

class CrossOrigin : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    dir = std::make_unique<test::TempDir>();
    test::import_dataset(test::embedded_sources(), *dir / "dataset");
  }
  static void TearDownTestSuite() { dir.reset(); }

  static test::Server serve(std::string const& origins) {
    return test::Server(*dir / "dataset", {"--cors-origin", origins});
  }
  static std::unique_ptr<test::TempDir> dir;
};
std::unique_ptr<test::TempDir> CrossOrigin::dir;

std::string request(std::string const& line, std::string const& origin) {
  return line + " HTTP/1.1\r\nHost: t\r\n" + (origin.empty() ? "" : "Origin: " + origin + "\r\n") +
         "\r\n";
}

std::string allowed(test::Reply const& reply) {
  auto const found = reply.headers.find(kOrigin);
  return found == reply.headers.end() ? "" : found->second;
}

bool varies(test::Reply const& reply) {
  auto const found = reply.headers.find("vary");
  return found != reply.headers.end() && found->second.find("Origin") != std::string::npos;
}

TEST_F(CrossOrigin, AListedOriginIsAnsweredByItsName) {
  auto const server = serve("https://www.lens.example,http://127.0.0.1:3000,https://[::1]:8443");
  test::Connection connection(server.address());
  auto const ask = [&](std::string const& line, std::string const& origin) {
    connection.send(request(line, origin));
    return connection.receive().value();
  };
  // On one connection: what one request said must not answer the next.
  for (auto const* const line : {"GET /v1/point?lon=2.84358&lat=50.43465", "GET /v1/about",
                                 "OPTIONS /v1/point", "GET /nowhere", "GET /v1/point?lon=a"}) {
    for (auto const* const origin :
         {"https://www.lens.example", "http://127.0.0.1:3000", "https://[::1]:8443"}) {
      auto const reply = ask(line, origin);
      EXPECT_EQ(allowed(reply), origin) << line;
      EXPECT_EQ(reply.headers.at("access-control-expose-headers"), "ETag, Retry-After");
      EXPECT_TRUE(varies(reply)) << line;
    }
    for (auto const* const origin :
         {"", "null", "https://lens.example", "http://www.lens.example",
          "https://www.lens.example:8443", "https://www.lens.example.net", "*"}) {
      auto const reply = ask(line, origin);
      EXPECT_EQ(allowed(reply), "") << line << " from " << origin;
      EXPECT_TRUE(varies(reply)) << line;
      EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff");
    }
  }
}

TEST_F(CrossOrigin, AStreamedAnswerToo) {
  auto const server = serve("https://www.lens.example");
  test::Connection connection(server.address());
  std::string const body = R"([{"lon":2.84358,"lat":50.43465}])";
  connection.send(
      "POST /v1/batch HTTP/1.1\r\nHost: t\r\nOrigin: https://www.lens.example\r\n"
      "Content-Type: application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  auto const reply = connection.receive().value();
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(allowed(reply), "https://www.lens.example");
}

TEST_F(CrossOrigin, ARefusedHeadIsAnsweredToNobodyByName) {
  auto const server = serve("https://www.lens.example");
  test::Connection connection(server.address());
  connection.send(request("GET /v1/about", "https://www.lens.example") +
                  "GET / HTTP/1.1\r\nHost : t\r\nOrigin: https://www.lens.example\r\n\r\n");
  EXPECT_EQ(allowed(connection.receive().value()), "https://www.lens.example");
  auto const refused = connection.receive().value();
  EXPECT_EQ(refused.status, 400U);
  EXPECT_EQ(allowed(refused), "");
}

TEST_F(CrossOrigin, EverybodyOrNobody) {
  for (auto const& [option, answer] : {std::pair<std::string, std::string>{"*", "*"},
                                       std::pair<std::string, std::string>{"", ""}}) {
    auto const server = serve(option);
    test::Connection connection(server.address());
    for (auto const* const origin : {"", "https://www.lens.example"}) {
      connection.send(request("GET /v1/point?lon=2.84358&lat=50.43465", origin));
      auto const reply = connection.receive().value();
      EXPECT_EQ(allowed(reply), answer);
      EXPECT_FALSE(varies(reply));
    }
  }
}

TEST_F(CrossOrigin, IsAnOriginAsABrowserWritesIt) {
  for (std::string const wrong : {"www.lens.example",
                                  "https://",
                                  "https://www.lens.example/",
                                  "https://www.lens.example/a",
                                  "https://WWW.lens.example",
                                  "https://www.lens.example:443",
                                  "http://a.example:80",
                                  "https://a.example:",
                                  "https://a.example:0",
                                  "https://a.example:65536",
                                  "https://a.example:80x",
                                  "https://*.lens.example",
                                  "https://a..example",
                                  "https://.example",
                                  "https://a b",
                                  "https://a,*",
                                  "*,https://a",
                                  "null",
                                  "ftp://a",
                                  "https://é.example",
                                  "https://a@b",
                                  "https://[::1",
                                  "https://a\r\nX: y"}) {
    auto const run = test::run({(test::bin_dir() / "qpv-server").string(), "--dataset",
                                (*dir / "dataset").string(), "--cors-origin", wrong});
    EXPECT_EQ(run.exit_code, 2) << wrong;
    EXPECT_NE(run.err.find("--cors-origin"), std::string::npos) << run.err;
  }
}

}  // namespace
}  // namespace qpv
