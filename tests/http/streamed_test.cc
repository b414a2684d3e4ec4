// SPDX-License-Identifier: EUPL-1.2
//
// Answers that are written while the body arrives, over real sockets: both ways at once, slow
// clients, ends that come too early.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <string>
#include <thread>

#include "tests/http/served.h"

namespace qpv {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class StreamedAnswers : public test::Served {};

constexpr char kHead[] =
    "POST /v1/batch HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-ndjson\r\n"
    "Transfer-Encoding: chunked\r\n";
constexpr char kLine[] = R"({"id":1,"lon":2.84358,"lat":50.43465})"
                         "\n";
constexpr char kGet[] = "GET /v1/point?lon=2.84358&lat=50.43465 HTTP/1.1\r\nHost: t\r\n\r\n";

std::string chunk(std::string const& data) {
  std::string size;
  for (auto rest = data.size(); rest > 0; rest /= 16) {
    size.insert(size.begin(), "0123456789abcdef"[rest % 16]);
  }
  return size + "\r\n" + data + "\r\n";
}

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += kLine;
  return text;
}

std::string cut_answers(test::Server const& own) {
  auto const text = test::get(own.ops_address(), "/metrics").body;
  std::string const series = "\nqpv_http_answers_cut_total{route=\"batch\"} ";
  auto const at = text.find(series);
  return at == std::string::npos ? "" : text.substr(at + series.size(), 1);
}

void expect_cut_soon(test::Server const& own) {
  auto const began = Clock::now();
  while (cut_answers(own) != "1" && Clock::now() - began < 15s) {
  }
  EXPECT_EQ(cut_answers(own), "1");
}

TEST_F(StreamedAnswers, EachLineIsAnsweredBeforeTheNextIsSent) {
  test::Connection connection(server->address());
  connection.send(std::string(kHead) + "Expect: 100-continue\r\n\r\n");
  EXPECT_EQ(connection.receive(true)->status, 100U);
  for (int i = 0; i < 3; ++i) {
    connection.send(chunk(kLine));
    if (i == 0) {
      EXPECT_EQ(connection.receive(true)->headers.at("transfer-encoding"), "chunked");
    }
    EXPECT_TRUE(connection.receive_chunk()->starts_with(R"({"id":1,"status":200,)")) << i;
  }
  connection.send("0\r\n\r\n");
  EXPECT_FALSE(connection.receive_chunk());
  connection.send(kGet);
  EXPECT_EQ(connection.receive()->status, 200U) << "the connection goes on";
}

TEST_F(StreamedAnswers, OthersOfTheThreadHaveTheirTurn) {
  test::Server own(*dir / "dataset", {"--threads", "1"});
  test::Connection stream(own.address());
  test::Connection other(own.address());
  std::atomic<bool> ended = false;
  std::jthread const writer([&] {
    stream.send(std::string(kHead) + "\r\n");
    for (int i = 0; i < 200; ++i) stream.send(chunk(lines(200)));
    stream.send("0\r\n\r\n");
  });
  std::jthread const reader([&] {
    EXPECT_EQ(stream.receive()->status, 200U);
    ended = true;
  });
  int answered = 0;
  auto longest = 0ns;
  while (!ended) {
    auto const began = Clock::now();
    other.send(kGet);
    EXPECT_EQ(other.receive()->status, 200U);
    longest = std::max<std::chrono::nanoseconds>(longest, Clock::now() - began);
    ++answered;
  }
  EXPECT_GT(answered, 50) << "40,000 rows take some tenths of a second";
  EXPECT_LT(longest, 500ms);
}

TEST_F(StreamedAnswers, AClientThatNeverReadsIsEndedByTheDeadline) {
  test::Server own(*dir / "dataset",
                   {"--write-seconds", "0.5", "--max-held-table-bytes", "1000000"});
  test::Connection deaf(own.address());
  auto const piece = chunk(lines(1'000));
  deaf.send(std::string(kHead) + "\r\n");
  EXPECT_THROW(
      for (int i = 0; i < 10'000; ++i) { deaf.send(piece); }, std::runtime_error);
  expect_cut_soon(own);
}

// Most libraries of clients do: the answers alone are far more than what sockets keep.
TEST_F(StreamedAnswers, AClientMaySendEverythingBeforeItReads) {
  test::Server own(*dir / "dataset", {"--write-seconds", "2"});
  test::Connection blocking(own.address());
  constexpr int kLines = 60'000;
  blocking.send(std::string(kHead) + "\r\n");
  auto const piece = chunk(lines(1'000));
  for (int i = 0; i < kLines; i += 1'000) blocking.send(piece);
  blocking.send("0\r\n\r\n" + std::string(kGet));
  EXPECT_EQ(blocking.receive(true)->status, 200U);
  std::ptrdiff_t answered = 0;
  while (auto const part = blocking.receive_chunk()) {
    answered += std::count(part->begin(), part->end(), '\n');
  }
  EXPECT_EQ(answered, kLines);
  EXPECT_EQ(blocking.receive()->status, 200U) << "what came behind the body is answered too";
}

TEST_F(StreamedAnswers, AnErrorAfterTheFirstByteBreaksTheAnswer) {
  test::Server own(*dir / "dataset");
  test::Connection connection(own.address());
  connection.send(std::string(kHead) + "\r\n" + chunk(kLine));
  EXPECT_EQ(connection.receive(true)->status, 200U);
  EXPECT_TRUE(connection.receive_chunk());
  connection.send("no chunk\r\n");
  EXPECT_THROW(connection.receive_chunk(), std::runtime_error);
  expect_cut_soon(own);
}

TEST_F(StreamedAnswers, AStalledBodyBreaksItToo) {
  test::Server own(*dir / "dataset", {"--body-seconds", "0.3"});
  test::Connection connection(own.address());
  connection.send(std::string(kHead) + "\r\n" + chunk(kLine));
  EXPECT_EQ(connection.receive(true)->status, 200U);
  EXPECT_TRUE(connection.receive_chunk());
  EXPECT_THROW(connection.receive_chunk(), std::runtime_error);
  expect_cut_soon(own);
}

// What came fast before earns no time to a body that then hardly moves on.
TEST_F(StreamedAnswers, ATrickleAfterAFloodIsEnded) {
  test::Server own(*dir / "dataset", {"--body-seconds", "1", "--min-bytes-per-second", "1000"});
  test::Connection connection(own.address());
  connection.send(std::string(kHead) + "\r\n" + chunk(lines(1'000)));
  EXPECT_EQ(connection.receive(true)->status, 200U);
  for (std::ptrdiff_t answered = 0; answered < 1'000;) {
    auto const part = connection.receive_chunk().value();
    answered += std::count(part.begin(), part.end(), '\n');
  }
  auto const began = Clock::now();
  try {
    while (cut_answers(own) != "1" && Clock::now() - began < 10s) {
      std::this_thread::sleep_for(200ms);  // the client's slowness
      connection.send(chunk(" "));
    }
  } catch (std::runtime_error const&) {
    // The connection ended already.
  }
  EXPECT_LT(Clock::now() - began, 10s);
  EXPECT_EQ(cut_answers(own), "1");
}

TEST_F(StreamedAnswers, TheLimitIsTheirOwn) {
  EXPECT_EQ(test::post(server->address(), "/v1/batch", "application/x-ndjson", lines(5'000)).status,
            200U);
  test::Server own(*dir / "dataset", {"--max-streamed-bytes", "100"});
  EXPECT_EQ(test::post(own.address(), "/v1/batch", "application/x-ndjson", lines(5)).status, 413U);
}

TEST_F(StreamedAnswers, Http10IsToldSo) {
  test::Connection connection(server->address());
  connection.send(
      "POST /v1/batch HTTP/1.0\r\nContent-Type: application/x-ndjson\r\n"
      "Content-Length: 2\r\n\r\n{}");
  EXPECT_EQ(connection.receive()->status, 505U);
}

TEST_F(StreamedAnswers, GoOnWhileDraining) {
  test::Server own(*dir / "dataset");
  test::Connection connection(own.address());
  connection.send(std::string(kHead) + "\r\n" + chunk(kLine));
  EXPECT_EQ(connection.receive(true)->status, 200U);
  EXPECT_TRUE(connection.receive_chunk());
  own.process().signal(SIGTERM);
  own.process().wait_for_log("draining", 10s);
  connection.send(chunk(kLine) + "0\r\n\r\n");
  EXPECT_TRUE(connection.receive_chunk());
  EXPECT_FALSE(connection.receive_chunk());
  EXPECT_TRUE(connection.closed());
  EXPECT_EQ(own.process().wait(25s), 0);
  EXPECT_NE(own.process().log().find(R"("received":)"), std::string::npos);
  EXPECT_NE(own.process().log().find(R"("cut":false)"), std::string::npos);
}

}  // namespace
}  // namespace qpv
