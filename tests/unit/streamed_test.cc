// SPDX-License-Identifier: EUPL-1.2
//
// Answers that are written while their request's body arrives, on a conversation without a socket.
#include "service/http/streamed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>
#include <vector>

#include "service/http/conversation.h"
#include "service/http/problem.h"

namespace qpv::http {
namespace {

using namespace std::chrono_literals;

// Answers each line with the line, in turns of one line. "whole" ends the answer, "problem" and
// "broken" fail it, "throw" throws.
class Lines : public StreamedAnswer {
 public:
  Turn take(BodyPiece const& piece, Response& answer) override {
    answer.content_type = "text/plain";
    auto const end = piece.bytes.find('\n');
    if (end == std::string_view::npos) {
      line_ += piece.bytes;
      return {piece.bytes.size(), piece.last ? Next::kWhole : Next::kMore};
    }
    line_ += piece.bytes.substr(0, end);
    auto const line = std::exchange(line_, {});
    Turn turn{end + 1};
    if (line == "whole") turn.next = Next::kWhole;
    if (line == "broken") turn.next = Next::kBroken;
    if (line == "throw") throw std::runtime_error("thrown");
    if (line == "problem") {
      answer = problem(ProblemType::kInvalidBody, "Non.");
      turn.next = Next::kWhole;
    } else if (turn.next == Next::kMore) {
      answer.body += "<" + line + ">";
    }
    return turn;
  }

 private:
  std::string line_;
};

struct Fixture {
  Fixture() {
    limits.body_bytes = 16;
    limits.slice = 0us;  // a line at a time
  }

  [[nodiscard]] Conversation open() const { return {door, std::nullopt, draining}; }

  Limits limits;
  Proxies proxies;
  ConnectionTable connections{{100, 2}};
  HeldBudget held;
  bool draining = false;
  std::vector<AccessRecord> records;
  Door door{{[](Request&) {
               Response response;
               response.content_type = "text/plain";
               response.body = "ordinary";
               response.route = "ordinary";
               return response;
             },
             [this](AccessRecord const& record) { records.push_back(record); },
             {"X-Common: yes\r\n"},
             {},
             [](Request& request) -> std::optional<tl::expected<Streamed, Response>> {
               if (request.path != "/lines") return std::nullopt;
               if (request.content_type == "no/such") {
                 return tl::unexpected(problem(ProblemType::kUnsupportedMedia, "Non."));
               }
               return Streamed{std::make_unique<Lines>(), "lines"};
             }},
            limits,
            proxies,
            connections,
            held};
};

std::string head(std::string const& fields, std::string const& version = "1.1") {
  return "POST /lines HTTP/" + version + "\r\nHost: t\r\n" + fields + "\r\n";
}
std::string sized(std::string const& body, std::string const& fields = {}) {
  return head("Content-Length: " + std::to_string(body.size()) + "\r\n" + fields) + body;
}
std::string const kChunked = head("Transfer-Encoding: chunked\r\n");

// Takes what it can, as a session does: with the work that is left between.
void give(Conversation& conversation, std::string& bytes) {
  do {
    bytes.erase(0, conversation.take(bytes));
  } while (!conversation.closing() && conversation.working());
}

// The data of a chunked answer; " (cut)" behind it when the last chunk is missing.
std::string data_of(std::string_view answer) {
  EXPECT_NE(answer.find("\r\nTransfer-Encoding: chunked\r\n"), std::string::npos) << answer;
  auto rest = answer.substr(answer.find("\r\n\r\n") + 4);
  std::string data;
  for (;;) {
    std::size_t size = 0;
    auto const end = std::from_chars(rest.data(), rest.data() + rest.size(), size, 16).ptr;
    if (rest.empty()) return data + " (cut)";
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 2);
    if (size == 0) break;
    data += rest.substr(0, size);
    EXPECT_EQ(rest.substr(size, 2), "\r\n");
    rest.remove_prefix(size + 2);
  }
  EXPECT_EQ(rest, "\r\n");
  return data;
}

TEST(Streamed, AnswersWhileTheBodyArrives) {
  Fixture fixture;
  auto conversation = fixture.open();
  auto bytes = head("Content-Length: 12\r\n") + "one\ntw";
  give(conversation, bytes);
  EXPECT_EQ(bytes, "");
  EXPECT_EQ(conversation.awaiting(), Conversation::Awaiting::kBody);
  EXPECT_TRUE(conversation.out().starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_NE(conversation.out().find("X-Common: yes\r\n"), std::string::npos);
  EXPECT_EQ(data_of(conversation.out()), "<one> (cut)");
  EXPECT_TRUE(fixture.records.empty());
  bytes = "o\nthr\n";
  give(conversation, bytes);
  EXPECT_EQ(data_of(conversation.out()), "<one><two><thr>");
  EXPECT_FALSE(conversation.closing());
  ASSERT_EQ(fixture.records.size(), 1U);
  auto const& record = fixture.records[0];
  EXPECT_EQ(record.route, "lines");
  EXPECT_EQ(record.status, 200U);
  EXPECT_EQ(record.body_bytes, 15U);
  EXPECT_EQ(record.streamed->received, 12U);
  EXPECT_FALSE(record.streamed->cut);
}

TEST(Streamed, DoesNotCareHowBytesArrive) {
  auto const bytes = kChunked + "5\r\none\nt\r\n3\r\nwo\n\r\n1;x=y\r\n\n\r\n0\r\nA: b\r\n\r\n" +
                     sized("three\n", "Connection: close\r\n");
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    Fixture fixture;
    auto conversation = fixture.open();
    std::string come;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
      come += bytes.substr(at, step);
      give(conversation, come);
    }
    EXPECT_EQ(come, "") << step;
    auto const& out = conversation.out();
    EXPECT_EQ(data_of(out.substr(0, out.find("0\r\n\r\n") + 5)), "<one><two><>") << step;
    EXPECT_NE(out.find("<three>"), std::string::npos) << step;
    EXPECT_TRUE(conversation.closing()) << step;
    EXPECT_EQ(fixture.records.size(), 2U) << step;
  }
}

TEST(Streamed, AnAnswerThatIsWholeAtOnceHasItsLength) {
  Fixture fixture;
  fixture.limits.slice = 1h;
  auto conversation = fixture.open();
  for (std::string const body : {"one\ntwo\n", ""}) {
    auto bytes = sized(body);
    give(conversation, bytes);
    auto const& out = conversation.out();
    EXPECT_NE(out.find(body.empty() ? "Content-Length: 0\r\n" : "Content-Length: 10\r\n"),
              std::string::npos);
    EXPECT_FALSE(conversation.closing());
    conversation.sent(out.size());
  }
  EXPECT_EQ(fixture.records.size(), 2U);
}

TEST(Streamed, AProblemBeforeTheFirstByteIsAnOrdinaryAnswer) {
  for (std::string const line : {"problem", "broken", "throw"}) {
    Fixture fixture;
    auto conversation = fixture.open();
    auto bytes = head("Content-Length: 1000\r\n") + line + "\nmore";
    give(conversation, bytes);
    auto const& out = conversation.out();
    EXPECT_TRUE(out.starts_with(line == "problem" ? "HTTP/1.1 400 " : "HTTP/1.1 500 ")) << line;
    EXPECT_NE(out.find("Content-Length: "), std::string::npos) << line;
    EXPECT_NE(out.find("Connection: close\r\n"), std::string::npos) << line;
    EXPECT_TRUE(conversation.closing()) << line;
    ASSERT_EQ(fixture.records.size(), 1U) << line;
    EXPECT_EQ(fixture.records[0].route, "lines") << line;
  }
}

TEST(Streamed, AnErrorAfterTheFirstByteBreaksTheAnswer) {
  for (std::string const line : {"broken", "throw"}) {
    Fixture fixture;
    auto conversation = fixture.open();
    auto bytes = sized("one\n" + line + "\n");
    give(conversation, bytes);
    EXPECT_EQ(data_of(conversation.out()), "<one> (cut)") << line;
    EXPECT_TRUE(conversation.closing()) << line;
    ASSERT_EQ(fixture.records.size(), 1U) << line;
    EXPECT_TRUE(fixture.records[0].streamed->cut) << line;
  }
}

TEST(Streamed, ABadFrameOrASlowBodyBreaksTheAnswerToo) {
  for (bool const slow : {false, true}) {
    Fixture fixture;
    auto conversation = fixture.open();
    auto bytes = kChunked + "4\r\none\n\r\n";
    give(conversation, bytes);
    bytes = "what?";
    if (slow) {
      conversation.refuse(Refusal::kTooSlow);
    } else {
      bytes = "what?\r\n";
      give(conversation, bytes);
    }
    EXPECT_EQ(data_of(conversation.out()), "<one> (cut)");
    EXPECT_EQ(conversation.out().rfind("HTTP/1.1 "), 0U) << "no answer inside the answer";
    EXPECT_TRUE(conversation.closing());
    EXPECT_EQ(fixture.records.size(), 1U);
  }
}

TEST(Streamed, ASlowBodyBeforeTheFirstByteIsTold) {
  Fixture fixture;
  auto conversation = fixture.open();
  auto bytes = head("Content-Length: 1000\r\n") + "on";
  give(conversation, bytes);
  EXPECT_EQ(conversation.out(), "");
  conversation.refuse(Refusal::kTooSlow);
  EXPECT_TRUE(conversation.out().starts_with("HTTP/1.1 408 "));
}

TEST(Streamed, WorksInSlicesAndTakesNothingMeanwhile) {
  Fixture fixture;
  auto conversation = fixture.open();
  auto const bytes = kChunked + "8\r\none\ntwo\n\r\n";
  EXPECT_EQ(conversation.take(bytes), bytes.size() - 2);
  EXPECT_EQ(data_of(conversation.out()), "<one> (cut)");
  EXPECT_TRUE(conversation.working());
  EXPECT_EQ(conversation.take("\r\n8\r\n"), 0U);
  EXPECT_EQ(data_of(conversation.out()), "<one><two> (cut)");
  EXPECT_FALSE(conversation.working());
}

TEST(Streamed, ALongPieceWaitsWhileEnoughOfTheAnswerDoes) {
  Fixture fixture;
  fixture.limits.slice = 1h;
  auto conversation = fixture.open();
  std::string line(1'000, 'x');
  std::string body;
  for (int i = 0; i < 1'000; ++i) body += line + "\n";
  auto bytes = sized(body);
  bytes.erase(0, conversation.take(bytes));
  EXPECT_LT(conversation.out().size(), 80U * 1024);
  EXPECT_EQ(conversation.take(bytes), 0U) << "nothing more while that is not sent";
  std::string all = conversation.out();
  while (conversation.working()) {
    conversation.sent(conversation.out().size());
    bytes.erase(0, conversation.take(bytes));
    all += conversation.out();
  }
  EXPECT_EQ(data_of(all).size(), 1'002'000U);
}

TEST(Streamed, TheUsualLimitOfABodyIsNotItsOwn) {
  Fixture fixture;
  auto conversation = fixture.open();
  auto bytes = sized("0123456789\n0123456789\n");  // more than 16 bytes
  give(conversation, bytes);
  EXPECT_EQ(data_of(conversation.out()), "<0123456789><0123456789>");

  fixture.limits.streamed_bytes = 6;
  auto limited = fixture.open();
  bytes = sized("0123456");
  give(limited, bytes);
  EXPECT_TRUE(limited.out().starts_with("HTTP/1.1 413 "));
  auto chunked = fixture.open();
  bytes = kChunked + "4\r\none\n\r\n";
  give(chunked, bytes);
  bytes += "4\r\ntwo\n\r\n";
  give(chunked, bytes);
  EXPECT_EQ(data_of(chunked.out()), "<one> (cut)");
}

TEST(Streamed, WhatTheHeadDecidesIsSaidBeforeTheBody) {
  Fixture fixture;
  auto refused = fixture.open();
  refused.take(head("Content-Type: no/such\r\nExpect: 100-continue\r\nContent-Length: 9\r\n"));
  EXPECT_TRUE(refused.out().starts_with("HTTP/1.1 415 "));
  EXPECT_TRUE(refused.closing());
  auto old = fixture.open();
  old.take(head("Content-Length: 9\r\n", "1.0"));
  EXPECT_TRUE(old.out().starts_with("HTTP/1.1 505 "));
  auto waiting = fixture.open();
  waiting.take(head("Expect: 100-continue\r\nContent-Length: 4\r\n"));
  EXPECT_EQ(waiting.out(), "HTTP/1.1 100 Continue\r\n\r\n");
  waiting.sent(waiting.out().size());
  std::string bytes = "one\n";
  give(waiting, bytes);
  EXPECT_EQ(data_of(waiting.out()), "<one>");
}

TEST(Streamed, TheConnectionGoesOnAfterAWholeAnswerOnly) {
  Fixture fixture;
  auto conversation = fixture.open();
  auto bytes = sized("one\n") + "GET / HTTP/1.1\r\nHost: t\r\n\r\n";
  give(conversation, bytes);
  EXPECT_TRUE(conversation.out().ends_with("ordinary"));
  conversation.sent(conversation.out().size());
  bytes = sized("whole\nmore\n");
  give(conversation, bytes);
  EXPECT_TRUE(conversation.closing()) << "the rest of the body is not read";
}

TEST(Streamed, ClosesAfterItsAnswerWhileDraining) {
  Fixture fixture;
  auto conversation = fixture.open();
  auto bytes = head("Content-Length: 8\r\n") + "one\n";
  give(conversation, bytes);
  fixture.draining = true;
  EXPECT_FALSE(conversation.closing());
  bytes = "two\n";
  give(conversation, bytes);
  EXPECT_EQ(data_of(conversation.out()), "<one><two>");
  EXPECT_TRUE(conversation.closing());
}

TEST(Streamed, AClientThatGoesAwayLeavesALine) {
  Fixture fixture;
  {
    auto conversation = fixture.open();
    auto bytes = head("Content-Length: 8\r\n") + "one\n";
    give(conversation, bytes);
  }
  ASSERT_EQ(fixture.records.size(), 1U);
  EXPECT_TRUE(fixture.records[0].streamed->cut);
  EXPECT_EQ(fixture.records[0].streamed->received, 4U);
}

}  // namespace
}  // namespace qpv::http
