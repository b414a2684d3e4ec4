// SPDX-License-Identifier: EUPL-1.2
#include "service/http/representations.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/support/gunzip.h"

namespace qpv::http {
namespace {

std::string const kLarge = [] {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}();

struct Asked {
  std::string accept_encoding = {};
  std::string if_none_match = {};
  Method method = Method::kGet;
};

Request request(Asked asked) {
  Request request;
  request.method = asked.method;
  request.accept_encoding = std::move(asked.accept_encoding);
  request.if_none_match = std::move(asked.if_none_match);
  return request;
}

enum class Decided { kByDataset, kByCaller };

Response applied(Asked asked, std::string body = kLarge, Decided decided = Decided::kByDataset,
                 unsigned status = 200, std::string_view type = kJson) {
  static Representations const representations;
  Response response;
  response.status = status;
  response.content_type = type;
  response.body = std::move(body);
  response.route = "r";
  response.dataset_only = decided == Decided::kByDataset;
  representations.apply(request(std::move(asked)), response);
  return response;
}

std::string header(Response const& response, std::string const& name) {
  auto const at = response.headers.find(name + ": ");
  if (at == std::string::npos) return "absent";
  auto const begin = at + name.size() + 2;
  return response.headers.substr(begin, response.headers.find("\r\n", begin) - begin);
}

TEST(Representations, PlainAndCompressedAreTwo) {
  auto const plain = applied({});
  EXPECT_EQ(plain.body, kLarge);
  EXPECT_EQ(header(plain, "Content-Encoding"), "absent");
  auto const zipped = applied({.accept_encoding = "gzip"});
  EXPECT_LT(zipped.body.size(), kLarge.size() / 2);
  EXPECT_EQ(test::gunzip(zipped.body), kLarge);
  EXPECT_EQ(header(zipped, "Content-Encoding"), "gzip");
  EXPECT_NE(header(plain, "ETag"), header(zipped, "ETag"));
  for (auto const& response : {plain, zipped}) {
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
    EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
  }
  EXPECT_EQ(applied({.accept_encoding = "gzip"}).body, zipped.body) << "kept from the first time";
}

TEST(Representations, NotModifiedHasNoBodyButItsHeaders) {
  for (auto const method : {Method::kGet, Method::kHead}) {
    for (std::string const coding : {"", "gzip"}) {
      auto const tag = header(applied({.accept_encoding = coding}), "ETag");
      auto const again = applied({coding, "\"other\", W/" + tag, method});
      EXPECT_EQ(again.status, 304U);
      EXPECT_EQ(again.body, "");
      EXPECT_EQ(header(again, "ETag"), tag);
      EXPECT_EQ(header(again, "Vary"), "Accept-Encoding");
      EXPECT_EQ(header(again, "Cache-Control"), "no-cache");
      EXPECT_EQ(header(again, "Content-Encoding"), "absent");
      EXPECT_EQ(applied({coding, tag}, kLarge + "!").status, 200U) << "another body";
    }
  }
  auto const zipped = header(applied({.accept_encoding = "gzip"}), "ETag");
  EXPECT_EQ(applied({"", zipped}).status, 200U) << "who takes no gzip does not have these bytes";
}

TEST(Representations, OnlyWhatTheDatasetDecidesHasATag) {
  auto const tag = header(applied({}), "ETag");
  EXPECT_EQ(header(applied({}, kLarge, Decided::kByCaller), "ETag"), "absent");
  EXPECT_EQ(applied({"", "*"}, kLarge, Decided::kByCaller).status, 200U);
  EXPECT_EQ(header(applied({"", tag}, kLarge, Decided::kByDataset, 404), "ETag"), "absent");
  EXPECT_EQ(applied({"", tag, Method::kPost}).status, 200U);
}

TEST(Representations, HeadIsMeasuredAsGet) {
  EXPECT_EQ(applied({"gzip", "", Method::kHead}).body, applied({"gzip"}).body);
}

TEST(Representations, SmallAnswersStayAsTheyAre) {
  std::string const most(Representations::kLeastGzipBytes - 1, 'a');
  auto const small = applied({.accept_encoding = "gzip"}, most);
  EXPECT_EQ(small.body, most);
  EXPECT_EQ(header(small, "Vary"), "absent");
  EXPECT_NE(header(small, "ETag"), "absent");
  EXPECT_EQ(header(applied({.accept_encoding = "gzip"}, most + "a"), "Content-Encoding"), "gzip");
}

TEST(Representations, WhoRefusesPlainBytesGetsNone) {
  auto const small = applied({.accept_encoding = "identity;q=0, gzip"}, "small");
  EXPECT_EQ(test::gunzip(small.body), "small");
  for (std::string const body : {"small", kLarge.c_str()}) {
    auto const refused = applied({.accept_encoding = "br, *;q=0"}, body);
    EXPECT_EQ(refused.status, 406U);
    EXPECT_EQ(refused.content_type, kProblemJson);
    EXPECT_EQ(refused.route, "r");
  }
  EXPECT_EQ(applied({.accept_encoding = "*;q=0"}, "error", Decided::kByCaller, 404).body, "error")
      << "an error is told in any case";
}

TEST(Representations, WhatIsNoTextIsNotCompressed) {
  auto const image =
      applied({.accept_encoding = "gzip"}, kLarge, Decided::kByDataset, 200, "image/png");
  EXPECT_EQ(image.body, kLarge);
  EXPECT_EQ(header(image, "Vary"), "absent");
}

TEST(Representations, ErrorsAndPrivatePagesAreCompressedToo) {
  auto const page = applied({.accept_encoding = "gzip"}, kLarge, Decided::kByCaller, 400, kHtml);
  EXPECT_EQ(page.status, 400U);
  EXPECT_EQ(test::gunzip(page.body), kLarge);
}

TEST(Representations, KeepsOnlySoMuch) {
  Representations const representations;
  // Hardly compressible, and each alone fits: together they do not.
  for (int n = 0; n < 10; ++n) {
    std::string body(4 << 20, '\0');
    unsigned state = 12345U + static_cast<unsigned>(n);
    for (auto& byte : body) {
      state = state * 1664525U + 1013904223U;
      byte = static_cast<char>(state >> 24U);
    }
    Response response;
    response.content_type = kJson;
    response.body = body;
    response.dataset_only = true;
    representations.apply(request({.accept_encoding = "gzip"}), response);
    EXPECT_GT(response.body.size(), body.size() / 2);
    EXPECT_LE(representations.kept_bytes(), Representations::kMostKeptBytes);
    EXPECT_GT(representations.kept_bytes(), 0U);
  }
}

}  // namespace
}  // namespace qpv::http
