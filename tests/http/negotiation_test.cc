// SPDX-License-Identifier: EUPL-1.2
//
// The representations that a request can ask for, through the built server.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/http/served.h"
#include "tests/support/gunzip.h"

namespace qpv {
namespace {

class Negotiation : public test::Served {
 protected:
  // `lines` are header fields, each ending in CRLF.
  static test::Reply ask(std::string const& target, std::string const& lines,
                         std::string const& method = "GET") {
    test::Connection connection(server->address());
    connection.send(method + " " + target + " HTTP/1.1\r\nHost: t\r\n" + lines + "\r\n");
    return connection.receive(method == "HEAD").value();
  }
  static test::Reply post(std::string const& target, std::string const& lines,
                          std::string const& body) {
    test::Connection connection(server->address());
    connection.send("POST " + target + " HTTP/1.1\r\nHost: t\r\nContent-Length: " +
                    std::to_string(body.size()) + "\r\n" + lines + "\r\n" + body);
    return connection.receive().value();
  }
};

constexpr char const* kDecidedByTheDataset[] = {"/v1/perimeters",
                                                "/v1/perimeters?commune=62498",
                                                "/v1/perimeters?date=2025-01-01",
                                                "/v1/perimeters/QN06226M",
                                                "/v1/about",
                                                "/",
                                                "/assets/page.js",
                                                "/assets/icon.svg"};
constexpr char const* kLens = "/v1/point?lon=2.84358&lat=50.43465";

TEST_F(Negotiation, WhatOnlyTheDatasetDecidesIsAskedForAgain) {
  for (std::string const target : kDecidedByTheDataset) {
    for (std::string const coding : {"", "Accept-Encoding: gzip\r\n"}) {
      auto const first = ask(target, coding);
      ASSERT_EQ(first.status, 200U) << target;
      EXPECT_EQ(first.headers.at("cache-control"), "no-cache");
      auto const tag = first.headers.at("etag");
      for (std::string const method : {"GET", "HEAD"}) {
        auto const again =
            ask(target, fmt::format("{}If-None-Match: W/{}\r\n", coding, tag), method);
        EXPECT_EQ(again.status, 304U) << target;
        EXPECT_EQ(again.headers.at("etag"), tag);
        EXPECT_EQ(again.headers.count("content-length"), 0U);
        EXPECT_EQ(again.body, "");
        EXPECT_EQ(again.headers.at("access-control-expose-headers"), "ETag, Retry-After");
      }
      EXPECT_EQ(ask(target, coding + "If-None-Match: \"x\"\r\n").status, 200U);
      EXPECT_EQ(
          ask(target, fmt::format("{}If-None-Match: \"x\"\r\nIf-None-Match: {}\r\n", coding, tag))
              .status,
          304U)
          << "two lines are one list";
    }
  }
  EXPECT_NE(get("/v1/perimeters").headers.at("etag"),
            get("/v1/perimeters?commune=62498").headers.at("etag"));
}

TEST_F(Negotiation, APositionIsNeverKept) {
  for (auto const& reply : {get(kLens), ask(kLens, "If-None-Match: *\r\n")}) {
    EXPECT_EQ(reply.status, 200U);
    EXPECT_EQ(reply.headers.count("etag"), 0U);
    EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
    EXPECT_EQ(reply.headers.count("vary"), 0U);
  }
}

TEST_F(Negotiation, GzipWhenAsked) {
  for (std::string const target : {"/v1/perimeters", "/", "/assets/page.js", "/v1/about"}) {
    auto const plain = get(target);
    EXPECT_EQ(plain.headers.count("content-encoding"), 0U);
    auto const zipped = ask(target, "Accept-Encoding: gzip, deflate, br\r\n");
    EXPECT_EQ(zipped.headers.at("content-encoding"), "gzip") << target;
    EXPECT_EQ(test::gunzip(zipped.body), plain.body);
    EXPECT_NE(zipped.headers.at("etag"), plain.headers.at("etag"));
    for (auto const& reply : {plain, zipped}) {
      EXPECT_NE(reply.headers.at("vary").find("Accept-Encoding"), std::string::npos) << target;
    }
    auto const head = ask(target, "Accept-Encoding: gzip\r\n", "HEAD");
    EXPECT_EQ(head.headers.at("content-length"), std::to_string(zipped.body.size()));
    EXPECT_EQ(head.headers.at("content-encoding"), "gzip");
  }
  EXPECT_EQ(ask(kLens, "Accept-Encoding: gzip\r\n").headers.count("content-encoding"), 0U)
      << "too small";
  EXPECT_EQ(test::gunzip(ask(kLens, "Accept-Encoding: gzip, identity;q=0\r\n").body),
            get(kLens).body);
  EXPECT_EQ(ask(kLens, "Accept-Encoding: identity;q=0\r\n").status, 406U);
}

TEST_F(Negotiation, AnAnswerOnThePageIsCompressedAndNotKept) {
  auto const reply = post("/",
                          "Content-Type: application/x-www-form-urlencoded\r\n"
                          "Accept-Encoding: gzip\r\n",
                          "lon=2.84358&lat=50.43465");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
  EXPECT_NE(test::gunzip(reply.body).find("data-outcome=\"oui\""), std::string::npos);
}

TEST_F(Negotiation, Accept) {
  struct Asked {
    char const* target;
    char const* accept;
    unsigned status;
    char const* type;
  };
  constexpr char const* kProblem = "application/problem+json; charset=utf-8";
  constexpr char const* kJson = "application/json; charset=utf-8";
  for (auto const& [target, accept, status, type] : std::initializer_list<Asked>{
           {kLens, "application/json", 200, kJson},
           {kLens, "text/html, */*;q=0.1", 200, kJson},
           {kLens, "text/html", 406, kProblem},
           {kLens, "application/problem+json", 406, kProblem},
           {"/v1/perimeters", "application/geo+json", 200, "application/geo+json"},
           {"/v1/perimeters", "*/*", 200, "application/geo+json"},
           {"/v1/perimeters", "application/json", 200, kJson},
           {"/v1/perimeters/QN06226M", "application/json", 200, kJson},
           {"/v1/perimeters", "text/csv", 406, kProblem},
           {"/", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200,
            "text/html; charset=utf-8"},
           {"/", "application/json", 406, kProblem},
           {"/assets/page.css", "text/css,*/*;q=0.1", 200, "text/css; charset=utf-8"},
           {"/healthz", "image/png", 406, kProblem},
           {"/nowhere", "image/png", 404, kProblem},
           {"/v1/point", "application/json", 400, kProblem}}) {
    auto const reply = ask(target, std::string("Accept: ") + accept + "\r\n");
    EXPECT_EQ(reply.status, status) << target << " " << accept;
    EXPECT_EQ(reply.headers.at("content-type"), type) << target << " " << accept;
  }
  auto const refused = ask("/v1/perimeters", "Accept: text/csv\r\n");
  auto const json = test::json_of(refused);
  EXPECT_STREQ(json["type"].GetString(), "/problems/not-acceptable");
  EXPECT_NE(std::string(json["detail"].GetString()).find("application/geo+json, application/json"),
            std::string::npos);
  EXPECT_NE(get("/v1/perimeters").headers.at("vary").find("Accept"), std::string::npos);
}

TEST_F(Negotiation, BodiesOfAnotherKind) {
  std::string const json = R"({"lon":2.84358,"lat":50.43465})";
  struct Sent {
    char const* lines;
    unsigned status;
  };
  for (auto const& [lines, status] : std::initializer_list<Sent>{
           {"Content-Type: application/json\r\n", 200},
           {"Content-Type: APPLICATION/JSON; charset=\"UTF-8\"\r\n", 200},
           {"Content-Type: application/json\r\nContent-Encoding: identity\r\n", 200},
           {"", 415},
           {"Content-Type: text/plain\r\n", 415},
           {"Content-Type: application/json; charset=latin1\r\n", 415},
           {"Content-Type: application/json\r\nContent-Encoding: gzip\r\n", 415}}) {
    EXPECT_EQ(post("/v1/point", lines, json).status, status) << lines;
  }
  EXPECT_EQ(post("/v1/point", "Content-Type: text/plain\r\n", json).headers.at("accept"),
            "application/json");
  EXPECT_EQ(post("/v1/point", "Content-Type: application/json\r\nContent-Encoding: br\r\n", json)
                .headers.at("accept-encoding"),
            "identity");
  std::string const form = "lon=2.84358&lat=50.43465";
  EXPECT_EQ(
      post("/", "Content-Type: Application/x-www-form-urlencoded;charset=utf-8\r\n", form).status,
      200U);
  EXPECT_EQ(post("/", "Content-Type: application/json\r\n", json).status, 415U);
}

}  // namespace
}  // namespace qpv
