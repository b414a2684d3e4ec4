// SPDX-License-Identifier: EUPL-1.2
#include "service/http/conversation.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace qpv::http {
namespace {

// A door that answers each request with its client and its body.
struct Fixture {
  explicit Fixture(Proxies trusted = {}) : proxies(std::move(trusted)) {}

  Conversation open(std::string const& peer) const {
    return {door, peer.empty() ? std::nullopt : parse_address(peer), draining};
  }

  Limits limits;
  Proxies proxies;
  ConnectionTable connections{{100, 2}};
  HeldBudget held;
  bool draining = false;
  std::vector<AccessRecord> records;
  Door door{{[](Request& request) {
               Response response;
               response.content_type = "text/plain";
               response.body = std::string(request.client) + "|" + std::string(request.body) +
                               (request.accept.empty() ? "" : "|" + request.accept);
               response.route = "echo";
               return response;
             },
             [this](AccessRecord const& record) { records.push_back(record); },
             {"X-Common: yes\r\n"},
             [](Method, std::string_view path) {
               return path == "/small" ? std::optional<std::size_t>(3) : std::nullopt;
             }},
            limits,
            proxies,
            connections,
            held};
};

Proxies trusting(std::string const& network) {
  return {{parse_network(network).value()}, false, Proxies::Field::kXForwardedFor};
}

std::string get(std::string const& lines = {}) {
  return "GET / HTTP/1.1\r\nHost: t\r\n" + lines + "\r\n";
}
std::string post(std::string const& path, std::string const& lines, std::string const& body) {
  return "POST " + path + " HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + lines + "\r\n" + body;
}

std::string body_of(std::string const& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

TEST(Conversation, AnswersInOrderAndWaitsForTheRest) {
  Fixture fixture;
  auto conversation = fixture.open("192.0.2.1");
  auto const bytes = post("/", "", "one") + post("/", "", "two") + "GET / HT";
  EXPECT_EQ(conversation.take(bytes), bytes.size() - 8);
  auto const& out = conversation.out();
  EXPECT_LT(out.find("192.0.2.1|one"), out.find("192.0.2.1|two"));
  EXPECT_EQ(conversation.awaiting(), Conversation::Awaiting::kHead);
  EXPECT_FALSE(conversation.closing());
  EXPECT_EQ(fixture.records.size(), 2U);
}

TEST(Conversation, DoesNotCareHowBytesArrive) {
  auto const bytes =
      post("/", "", "one") + get() + post("/", "Connection: close\r\n", "two") + get();
  Fixture fixture;
  auto whole = fixture.open("192.0.2.1");
  whole.take(bytes);
  auto pieces = fixture.open("192.0.2.1");
  std::string waiting;
  for (char const byte : bytes) {
    waiting += byte;
    waiting.erase(0, pieces.take(waiting));
  }
  EXPECT_EQ(pieces.out(), whole.out());
  EXPECT_TRUE(pieces.closing());
}

TEST(Conversation, TrailersDoNotSpeakForTheHead) {
  Fixture fixture;
  auto conversation = fixture.open("");
  std::string const bytes =
      "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nAccept: a/b\r\n\r\n"
      "3\r\none\r\n0\r\nAccept: c/d\r\nConnection: close\r\n\r\n";
  EXPECT_EQ(conversation.take(bytes), bytes.size());
  EXPECT_EQ(body_of(conversation.out()), "|one|a/b");
  EXPECT_FALSE(conversation.closing());
}

TEST(Conversation, TakesChunksWhereverTheyAreCut) {
  std::string const bytes =
      "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\none\r\n3;x=y\r\ntwo\r\n0\r\nA: b\r\n\r\n"
      "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    Fixture fixture;
    auto conversation = fixture.open("");
    std::string come;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
      come += bytes.substr(at, step);
      come.erase(0, conversation.take(come));
    }
    EXPECT_EQ(come, "") << step;
    ASSERT_EQ(fixture.records.size(), 2U) << step;
    EXPECT_NE(conversation.out().find("\r\n\r\n|onetwo"), std::string::npos) << step;
  }
}

TEST(Conversation, StopsTakingWhileAnswersWait) {
  Fixture fixture;
  auto conversation = fixture.open("192.0.2.1");
  std::string bytes;
  for (int i = 0; i < 10'000; ++i) bytes += get();
  auto const taken = conversation.take(bytes);
  EXPECT_LT(taken, bytes.size() / 2);
  EXPECT_LT(conversation.out().size(), 128U * 1024);
  EXPECT_EQ(conversation.take(std::string_view(bytes).substr(taken)), 0U);
  conversation.sent(conversation.out().size());
  EXPECT_GT(conversation.take(std::string_view(bytes).substr(taken)), 0U);
}

TEST(Conversation, AsksTheRouteForItsBodyLimit) {
  Fixture fixture;
  auto conversation = fixture.open("192.0.2.1");
  conversation.take(post("/small", "", "123"));
  EXPECT_TRUE(conversation.out().starts_with("HTTP/1.1 200 "));
  conversation.sent(conversation.out().size());
  conversation.take(post("/small", "", "1234").substr(0, 60));
  EXPECT_TRUE(conversation.out().starts_with("HTTP/1.1 413 ")) << "before the body has come";
  EXPECT_TRUE(conversation.closing());
}

TEST(Conversation, AHeadsAnswerHasNoBodyEvenWhenRefused) {
  Fixture fixture;
  auto conversation = fixture.open("192.0.2.1");
  conversation.take("HEAD /small HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\n");
  EXPECT_TRUE(conversation.out().starts_with("HTTP/1.1 413 "));
  EXPECT_EQ(body_of(conversation.out()), "");
}

TEST(Conversation, ClosesWhileDrainingOnceNothingIsBehind) {
  Fixture fixture;
  auto conversation = fixture.open("192.0.2.1");
  fixture.draining = true;
  conversation.take(get() + get());
  auto const& out = conversation.out();
  EXPECT_EQ(out.find("Connection: close"), out.rfind("Connection: close"));
  EXPECT_GT(out.find("Connection: close"), out.rfind("HTTP/1.1 200"));
  EXPECT_TRUE(conversation.closing());
}

TEST(Conversation, BelievesOnlyTrustedProxies) {
  auto const bytes = get("X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 192.0.2.7\r\n");
  Fixture direct;
  auto alone = direct.open("10.0.0.1");
  alone.take(bytes);
  EXPECT_EQ(body_of(alone.out()), "10.0.0.1|");

  Fixture behind(trusting("10.0.0.0/8"));
  auto proxied = behind.open("10.0.0.1");
  proxied.take(bytes);
  EXPECT_EQ(body_of(proxied.out()), "192.0.2.7|");
  auto stranger = behind.open("192.0.2.8");
  stranger.take(bytes);
  EXPECT_EQ(body_of(stranger.out()), "192.0.2.8|");
  auto local = behind.open("");
  local.take(bytes);
  EXPECT_EQ(body_of(local.out()), "|") << "a unix socket's peer is trusted only when told";
}

TEST(Conversation, CountsTheOpenRequestsOfClientsBehindProxies) {
  Fixture fixture(trusting("10.0.0.0/8"));
  auto half = post("/", "X-Forwarded-For: 192.0.2.7\r\n", "12345678");
  half.resize(half.size() - 4);
  auto const whole = get("X-Forwarded-For: 192.0.2.7\r\n");
  auto first = fixture.open("10.0.0.1");
  auto third = fixture.open("10.0.0.1");
  first.take(half);
  {
    auto second = fixture.open("10.0.0.1");
    second.take(half);
    EXPECT_EQ(second.awaiting(), Conversation::Awaiting::kBody);
    third.take(whole);
    EXPECT_TRUE(third.out().starts_with("HTTP/1.1 429 "));
    EXPECT_FALSE(third.closing()) << "the proxy's connection serves others too";
    third.sent(third.out().size());
    third.take(get("X-Forwarded-For: 192.0.2.8\r\n"));
    EXPECT_TRUE(third.out().starts_with("HTTP/1.1 200 ")) << "another client";
    third.sent(third.out().size());
    second.refuse(Refusal::kTooSlow);
    EXPECT_TRUE(second.out().starts_with("HTTP/1.1 408 "));
  }
  third.take(whole + whole + whole);
  EXPECT_EQ(third.out().find(" 429 "), std::string::npos) << "its own requests follow each other";
}

}  // namespace
}  // namespace qpv::http
