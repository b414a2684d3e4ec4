// SPDX-License-Identifier: EUPL-1.2
//
// SIGTERM under load: every request that a client managed to send on an accepted connection gets
// its whole answer.
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/http/served.h"

namespace qpv {
namespace {

class Drain : public test::Served {};

struct Counts {
  std::atomic<int> connected = 0;
  std::atomic<int> answered = 0;
  std::atomic<int> unanswered = 0;
  std::atomic<int> closed_after_answer = 0;
};

// Requests on one connection until the server says that it closes.
void keep_asking(std::string const& address, Counts& counts) {
  try {
    test::Connection connection(address);
    bool first = true;
    for (;;) {
      connection.send("GET /v1/point?lon=2.84358&lat=50.43465 HTTP/1.1\r\nHost: t\r\n\r\n");
      auto const reply = connection.receive();
      if (!reply || reply->status != 200) {
        ++counts.unanswered;
        return;
      }
      if (first) ++counts.connected;
      first = false;
      ++counts.answered;
      if (reply->headers.contains("connection")) {
        ++counts.closed_after_answer;
        return;
      }
    }
  } catch (std::exception const&) {
    ++counts.unanswered;
  }
}

TEST_F(Drain, NoAcceptedRequestIsLeftUnanswered) {
  constexpr int kRounds = 5;
  constexpr int kClients = 16;
  for (int round = 0; round < kRounds; ++round) {
    test::Server own(*dir / "dataset");
    Counts counts;
    {
      std::vector<std::jthread> clients;
      clients.reserve(kClients);
      for (int i = 0; i < kClients; ++i) {
        clients.emplace_back([&] { keep_asking(own.address(), counts); });
      }
      // A thread that has not begun yet would find the door closed.
      while (counts.connected < kClients || counts.answered < 500) std::this_thread::yield();
      own.process().signal(SIGTERM);
    }
    EXPECT_EQ(own.process().wait(std::chrono::seconds(25)), 0);
    EXPECT_EQ(counts.unanswered, 0);
    EXPECT_EQ(counts.closed_after_answer, kClients);
    EXPECT_NE(own.process().log().find("\"connections_cut\":\"0\""), std::string::npos);
  }
}

TEST_F(Drain, ARequestHalfSentIsStillAnswered) {
  test::Server own(*dir / "dataset");
  test::Connection slow(own.address());
  test::Connection idle(own.address());
  slow.send("GET /v1/point?lon=2.84358&lat=");
  test::get(own.address(), "/healthz");
  own.process().signal(SIGTERM);
  own.process().wait_for_log("draining", std::chrono::seconds(10));
  slow.send("50.43465 HTTP/1.1\r\nHost: t\r\n\r\n");
  auto const reply = slow.receive();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200U);
  EXPECT_EQ(reply->headers.at("connection"), "close");
  EXPECT_TRUE(idle.closed());
  EXPECT_EQ(own.process().wait(std::chrono::seconds(25)), 0);
}

TEST_F(Drain, ReadyzSaysSoMeanwhile) {
  test::Server own(*dir / "dataset");
  test::Connection probe(own.ops_address());
  probe.send("GET /readyz HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(probe.receive()->status, 200U);
  own.process().signal(SIGTERM);
  own.process().wait_for_log("draining", std::chrono::seconds(10));
  probe.send("GET /readyz HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(probe.receive()->status, 503U);
  EXPECT_EQ(own.process().wait(std::chrono::seconds(25)), 0);
}

}  // namespace
}  // namespace qpv
