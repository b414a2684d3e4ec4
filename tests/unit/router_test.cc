// SPDX-License-Identifier: EUPL-1.2
#include "service/http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace qpv::http {
namespace {

Response text(std::string body) {
  Response response;
  response.content_type = "text/plain";
  response.body = std::move(body);
  return response;
}

Router make_router() {
  Router router;
  router.add(Method::kGet, "/", "home", [](Request const&) { return text("home"); });
  router.add(Method::kGet, "/v1/things", "things", [](Request const&) { return text("things"); });
  router.add(Method::kGet, "/v1/things/{id}", "thing", [](Request const& request) {
    return text("thing " + std::string(request.path_parameter("id")));
  });
  router.add(Method::kPost, "/v1/things", "new", [](Request const&) { return text("posted"); });
  router.add(Method::kGet, "/throws", "throws",
             [](Request const&) -> Response { throw std::runtime_error("secret"); });
  return router;
}

Response ask(Method method, std::string path) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  return make_router().handle(request);
}

TEST(Router, FindsByWholeSegments) {
  EXPECT_EQ(ask(Method::kGet, "/").body, "home");
  EXPECT_EQ(ask(Method::kGet, "/v1/things").body, "things");
  EXPECT_EQ(ask(Method::kGet, "/v1/things/a b").body, "thing a b");
  EXPECT_EQ(ask(Method::kPost, "/v1/things").body, "posted");
  EXPECT_EQ(ask(Method::kHead, "/v1/things").body, "things") << "the session drops the body";
  EXPECT_EQ(ask(Method::kGet, "/v1/things").route, "things");
}

class Nothing : public StreamedAnswer {
 public:
  Turn take(BodyPiece const& piece, Response& /*answer*/) override {
    return {piece.bytes.size(), Next::kWhole};
  }
};

TEST(Router, StreamedRoutesBeginAtTheHead) {
  auto router = make_router();
  router.add_streamed(
      "/v1/stream/{id}", "stream",
      [](Request const& request) -> tl::expected<std::unique_ptr<StreamedAnswer>, Response> {
        auto const id = request.path_parameter("id");
        if (id == "throws") throw std::runtime_error("secret");
        if (id == "none") return tl::unexpected(text("none"));
        return std::make_unique<Nothing>();
      },
      {.consumes = {"text/csv"}});
  auto const begin = [&](Method method, std::string path, std::string_view type) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    request.content_type = type;
    return router.begin(request);
  };
  auto const begun = begin(Method::kPost, "/v1/stream/1", "text/csv");
  ASSERT_TRUE(begun && *begun);
  EXPECT_EQ((*begun)->route, "stream");
  EXPECT_FALSE(begin(Method::kGet, "/v1/stream/1", ""));
  EXPECT_FALSE(begin(Method::kPost, "/v1/things", ""));
  auto const refused = [&](std::string path, std::string_view type) {
    auto const answer = begin(Method::kPost, std::move(path), type);
    EXPECT_EQ(answer->error().route, "stream");
    return answer->error();
  };
  EXPECT_EQ(refused("/v1/stream/none", "text/csv").body, "none");
  EXPECT_EQ(refused("/v1/stream/1", "text/plain").status, 415U);
  auto const failed = refused("/v1/stream/throws", "text/csv");
  EXPECT_EQ(failed.status, 500U);
  EXPECT_EQ(failed.body.find("secret"), std::string::npos);
}

TEST(Router, UnknownPathsAre404) {
  for (auto const* path :
       {"/v1", "/v1/things/", "/v1/things/a/b", "/v1/thingsa", "//", "/V1/things", "*"}) {
    auto const response = ask(Method::kGet, path);
    EXPECT_EQ(response.status, 404U) << path;
    EXPECT_TRUE(response.content_type.starts_with("application/problem+json")) << path;
    EXPECT_EQ(response.route, "unknown") << "the path is the caller's and stays out of logs";
  }
}

TEST(Router, OtherMethodsAre405WithAllow) {
  auto const response = ask(Method::kOther, "/v1/things");
  EXPECT_EQ(response.status, 405U);
  EXPECT_NE(response.headers.find("Allow: OPTIONS, GET, HEAD, POST\r\n"), std::string::npos);
  EXPECT_EQ(ask(Method::kPost, "/").status, 405U);
}

TEST(Router, OptionsTellsWhatIsAllowed) {
  auto const response = ask(Method::kOptions, "/v1/things");
  EXPECT_EQ(response.status, 204U);
  EXPECT_NE(response.headers.find("Access-Control-Allow-Methods: OPTIONS, GET, HEAD, POST"),
            std::string::npos);
  EXPECT_EQ(ask(Method::kOptions, "*").status, 204U);
  EXPECT_EQ(ask(Method::kOptions, "/nowhere").status, 404U);
}

TEST(Router, BelowABasePath) {
  auto router = make_router();
  router.serve_below("/a/qpv");
  auto const ask_below = [&](Method method, std::string path) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    return router.handle(request);
  };
  EXPECT_EQ(ask_below(Method::kGet, "/a/qpv/").body, "home");
  EXPECT_EQ(ask_below(Method::kGet, "/a/qpv/v1/things").body, "things");
  EXPECT_EQ(ask_below(Method::kGet, "/a/qpv/v1/things/a b").body, "thing a b");
  EXPECT_EQ(ask_below(Method::kOptions, "*").status, 204U);
  for (auto const* path : {"/", "/v1/things", "/a", "/a/", "/a/qpvx", "/a/qpvx/v1/things",
                           "/a/qpv//", "/A/QPV/", "/a/qpv/v1", "v1/things"}) {
    EXPECT_EQ(ask_below(Method::kGet, path).status, 404U) << path;
  }
  auto const bare = ask_below(Method::kGet, "/a/qpv");
  EXPECT_EQ(bare.status, 308U);
  EXPECT_EQ(bare.headers, "Location: /a/qpv/\r\n");
  EXPECT_EQ(bare.route, kRedirect);
}

TEST(Router, AskedForABodysLimitBelowItsBasePath) {
  Router router;
  router.add(Method::kPost, "/big", "big", [](Request const&) { return text(""); },
             {.body_bytes = 7});
  EXPECT_EQ(router.body_limit(Method::kPost, "/big"), 7U);
  router.serve_below("/qpv");
  EXPECT_EQ(router.body_limit(Method::kPost, "/qpv/big"), 7U);
  EXPECT_EQ(router.body_limit(Method::kPost, "/big"), std::nullopt);
}

TEST(Router, AnExceptionIsA500ThatTellsNothing) {
  auto const response = ask(Method::kGet, "/throws");
  EXPECT_EQ(response.status, 500U);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace qpv::http
