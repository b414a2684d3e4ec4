// SPDX-License-Identifier: EUPL-1.2
//
// Clients that are slow, many or without end; and the honest ones beside them.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/http/served.h"

namespace qpv {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class Deadlines : public test::Served {};
class ConnectionLimits : public test::Served {};
class EndlessHeads : public test::Served {};

constexpr char kGet[] = "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n";

// Sends a byte, waits, and again, until the server says something. Returns how long it took.
std::chrono::milliseconds trickle(test::Connection const& connection, char byte) {
  auto const began = Clock::now();
  while (!connection.hears_within(50ms)) {
    connection.send({&byte, 1});
    if (Clock::now() - began > 10s) break;
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
}

void expect_timeout(test::Connection& connection) {
  auto const reply = connection.receive().value();
  EXPECT_EQ(reply.status, 408U);
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_TRUE(connection.closed());
}

TEST_F(Deadlines, AHeadHasOneForAllOfIt) {
  test::Server own(*dir / "dataset", {"--head-seconds", "0.5"});
  test::Connection connection(own.address());
  connection.send(kGet);
  EXPECT_EQ(connection.receive()->status, 200U);
  connection.send("GET /healthz HTTP/1.1\r\nX: ");
  auto const took = trickle(connection, 'a');
  EXPECT_GE(took, 450ms);
  EXPECT_LT(took, 5s);
  expect_timeout(connection);
}

TEST_F(Deadlines, ABodyMustMoveOn) {
  test::Server own(*dir / "dataset", {"--body-seconds", "0.5"});
  std::string const head =
      "POST /v1/point HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
      "Content-Length: 60000\r\n\r\n";
  test::Connection silent(own.address());
  silent.send(head);
  EXPECT_FALSE(silent.hears_within(400ms));
  expect_timeout(silent);
  test::Connection slow(own.address());
  slow.send(head);
  EXPECT_LT(trickle(slow, ' '), 5s) << "a byte now and then does not hold the connection";
  expect_timeout(slow);
}

TEST_F(Deadlines, ASlowButSteadyBodyArrives) {
  test::Server own(*dir / "dataset", {"--body-seconds", "0.5"});
  test::Connection steady(own.address());
  steady.send(
      "POST /v1/point HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
      "Content-Length: 20030\r\n\r\n");
  for (int i = 0; i < 20; ++i) {
    steady.send(std::string(1000, ' '));
    ASSERT_FALSE(steady.hears_within(50ms)) << i;  // a second in all, twice the progress time
  }
  steady.send(R"({"lon":2.84358,"lat":50.43465})");
  EXPECT_EQ(steady.receive()->status, 200U);
}

TEST_F(Deadlines, AnIdleConnectionIsClosedWithoutAWord) {
  test::Server own(*dir / "dataset", {"--idle-seconds", "0.3"});
  test::Connection fresh(own.address());
  test::Connection used(own.address());
  used.send(kGet);
  EXPECT_EQ(used.receive()->status, 200U);
  EXPECT_FALSE(fresh.receive());
  EXPECT_FALSE(used.receive());
}

std::string metric(test::Server const& server, std::string const& name) {
  auto const text = test::get(server.ops_address(), "/metrics").body;
  auto const at = text.find("\n" + name + " ");
  return at == std::string::npos ? "" : text.substr(at + name.size() + 2, 1);
}

// Our own question is the one connection left.
void expect_all_gone(test::Server const& server) {
  auto const began = Clock::now();
  while (metric(server, "qpv_http_connections_open") != "1" && Clock::now() - began < 15s) {
  }
  EXPECT_LT(Clock::now() - began, 10s);
}

TEST_F(Deadlines, AnAnswerMustBeRead) {
  test::Server own(*dir / "dataset", {"--write-seconds", "0.5"});
  test::Connection deaf(own.address());
  std::string requests;
  for (int i = 0; i < 400; ++i) {
    requests += "GET /v1/perimeters?territory=all HTTP/1.1\r\nHost: t\r\n\r\n";
  }
  deaf.send(requests);
  expect_all_gone(own);
}

// Asks until the answer is a 200: a place is given back when the server has seen the end of it.
void expect_served_soon(std::string const& address, std::string const& source) {
  auto const began = Clock::now();
  for (;;) {
    test::Connection connection(address, source);
    connection.send(kGet);
    if (connection.receive()->status == 200) return;
    ASSERT_LT(Clock::now() - began, 10s);
  }
}

TEST_F(ConnectionLimits, OneClientLeavesRoomForOthers) {
  test::Server own(*dir / "dataset", {"--max-connections-per-client", "3"});
  {
    test::Connection first(own.address());
    test::Connection second(own.address());
    test::Connection third(own.address());
    test::Connection fourth(own.address());
    auto const reply = fourth.receive().value();
    EXPECT_EQ(reply.status, 429U);
    EXPECT_EQ(reply.headers.at("retry-after"), "1");
    EXPECT_TRUE(fourth.closed());
    test::Connection other(own.address(), "127.0.0.2");
    other.send(kGet);
    EXPECT_EQ(other.receive()->status, 200U);
    third.send(kGet);
    EXPECT_EQ(third.receive()->status, 200U);
    EXPECT_EQ(metric(own, "qpv_http_connections_refused_total"), "1");
  }
  expect_served_soon(own.address(), "127.0.0.1");
}

TEST_F(ConnectionLimits, AreForAllTogetherToo) {
  test::Server own(*dir / "dataset", {"--max-connections", "2"});
  {
    test::Connection first(own.address(), "127.0.0.2");
    test::Connection second(own.address(), "127.0.0.3");
    test::Connection third(own.address(), "127.0.0.4");
    EXPECT_EQ(third.receive()->status, 503U);
    EXPECT_TRUE(third.closed());
    EXPECT_EQ(test::get(own.ops_address(), "/readyz").status, 200U) << "probes have their own";
  }
  expect_served_soon(own.address(), "127.0.0.4");
}

TEST_F(ConnectionLimits, AFloodLeavesNothingBehind) {
  test::Server own(*dir / "dataset", {"--max-connections-per-client", "3"});
  {
    std::vector<std::unique_ptr<test::Connection>> flood;
    flood.reserve(500);
    for (int i = 0; i < 500; ++i) {
      flood.push_back(std::make_unique<test::Connection>(own.address()));
    }
    expect_served_soon(own.address(), "127.0.0.2");
  }
  expect_all_gone(own);
  expect_served_soon(own.address(), "127.0.0.1");
}

TEST_F(ConnectionLimits, AProxysClientsAreCountedNotTheProxy) {
  test::Server own(*dir / "dataset", {"--max-connections-per-client", "2", "--trusted-proxy",
                                      "127.0.0.1,192.0.2.0/24", "--trusted-proxy", "::1"});
  std::string const open_request =
      "POST /v1/point HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\nX-Forwarded-For: 203.0.113.9\r\n"
      "Expect: 100-continue\r\n\r\n";
  std::string const one_more =
      "GET /healthz HTTP/1.1\r\nHost: t\r\nX-Forwarded-For: 203.0.113.9, 192.0.2.1\r\n\r\n";
  std::string const other =
      "GET /healthz HTTP/1.1\r\nHost: t\r\nX-Forwarded-For: 203.0.113.8\r\n\r\n";
  test::Connection first(own.address());
  test::Connection second(own.address());
  for (auto* open : {&first, &second}) {
    open->send(open_request);
    EXPECT_EQ(open->receive(true)->status, 100U) << "its place is taken";
  }
  test::Connection third(own.address());
  third.send(one_more);
  EXPECT_EQ(third.receive()->status, 429U);
  third.send(other);
  EXPECT_EQ(third.receive()->status, 200U);

  test::Connection a(own.address(), "127.0.0.2");
  test::Connection b(own.address(), "127.0.0.2");
  test::Connection c(own.address(), "127.0.0.2");
  c.send(other);
  EXPECT_EQ(c.receive()->status, 429U) << "what an untrusted address says of itself is not heard";
}

std::size_t peak_kib(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  std::string word;
  while (status >> word) {
    std::size_t kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib;
  }
  return 0;
}

TEST_F(EndlessHeads, AreCutAtTheLimitWithFlatMemory) {
  constexpr std::size_t kGigabyte = 1'000'000'000;
  std::string const block(64 * 1024, 'a');
  test::get(server->address(), "/healthz");
  auto const before = peak_kib(server->process().pid());
  for (std::string const start : {"", "GET /", "GET / HTTP/1.1\r\nHost: t\r\nX: "}) {
    test::Connection connection(server->address());
    connection.send(start);
    std::size_t sent = 0;
    try {
      while (sent < kGigabyte && !connection.hears_within(0ms)) {
        connection.send(block);
        sent += block.size();
      }
    } catch (std::exception const&) {
      // closed while we were sending
    }
    EXPECT_LT(sent, kGigabyte / 10) << "only what fits into the system's buffers";
    EXPECT_EQ(connection.receive()->status, 431U);
    EXPECT_TRUE(connection.closed());
  }
  EXPECT_LT(peak_kib(server->process().pid()) - before, 1024U);
}

}  // namespace
}  // namespace qpv
