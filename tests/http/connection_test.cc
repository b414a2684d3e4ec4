// SPDX-License-Identifier: EUPL-1.2
//
// HTTP/1.1 on real sockets: what a connection does between and around answers.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/http/served.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

class Connections : public test::Served {};

constexpr char const* kPoint = "/v1/point?lon=2.84358&lat=50.43465";

TEST_F(Connections, StayOpenForFurtherRequests) {
  test::Connection connection(server->address());
  for (int i = 0; i < 100; ++i) {
    connection.send("GET " + std::string(kPoint) + " HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(connection.receive()->status, 200U);
  }
}

TEST_F(Connections, CloseWhenAsked) {
  test::Connection connection(server->address());
  connection.send("GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(connection.receive()->headers.at("connection"), "close");
  EXPECT_TRUE(connection.closed());

  test::Connection old(server->address());
  old.send("GET /healthz HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.receive()->status, 200U);
  EXPECT_TRUE(old.closed());
}

TEST_F(Connections, PipelinedRequestsAreAnsweredInOrder) {
  test::Connection connection(server->address());
  std::string requests;
  for (int i = 0; i < 500; ++i) {
    requests += i % 2 == 0 ? "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n"
                           : "GET /v1/nothing HTTP/1.1\r\nHost: t\r\n\r\n";
  }
  connection.send(requests);
  for (int i = 0; i < 500; ++i) EXPECT_EQ(connection.receive()->status, i % 2 == 0 ? 200U : 404U);
}

TEST_F(Connections, ARequestMayArriveByteByByte) {
  test::Connection connection(server->address());
  std::string const body = R"({"lon":2.84358,"lat":50.43465})";
  std::string const request =
      "POST /v1/point HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  for (char const byte : request) connection.send({&byte, 1});
  EXPECT_EQ(connection.receive()->status, 200U);
}

TEST_F(Connections, ChunkedBodiesAndExpect) {
  test::Connection connection(server->address());
  connection.send(
      "POST /v1/point HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(connection.receive(true)->status, 100U);
  connection.send("f\r\n{\"lon\":2.84358,\r\n");
  connection.send("f\r\n\"lat\":50.43465}\r\n0\r\n\r\n");
  auto const reply = connection.receive().value();
  EXPECT_EQ(reply.status, 200U);
  EXPECT_NE(reply.body.find("\"inside\""), std::string::npos);
}

TEST_F(Connections, HeadHasTheHeadersOfGetAndNoBody) {
  test::Connection connection(server->address());
  connection.send("HEAD " + std::string(kPoint) + " HTTP/1.1\r\nHost: t\r\n\r\n");
  auto const head = connection.receive(true).value();
  EXPECT_EQ(head.headers.at("content-length"), std::to_string(get(kPoint).body.size()));
  connection.send("GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(connection.receive()->status, 200U) << "nothing of a body came before this";
}

TEST_F(Connections, AHeadTooLargeIsRefused) {
  test::Connection connection(server->address());
  connection.send("GET /healthz HTTP/1.1\r\nHost: t\r\nX: " + std::string(20'000, 'a') +
                  "\r\n\r\n");
  auto const reply = connection.receive().value();
  EXPECT_EQ(reply.status, 431U);
  EXPECT_TRUE(connection.closed());
}

TEST_F(Connections, WhatIsNotHttpIsRefusedAndClosed) {
  for (std::string const text :
       {"hello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.x\r\n\r\n",
        "GET / HTTP/1.1\r\nbad header\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n"}) {
    test::Connection connection(server->address());
    connection.send(text);
    auto const reply = connection.receive().value();
    EXPECT_EQ(reply.status, 400U) << text;
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_TRUE(connection.closed());
  }
}

TEST_F(Connections, ABodyTooLargeGetsItsAnswerNotAReset) {
  test::Connection connection(server->address());
  connection.send(
      "POST /v1/point HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
      "Content-Length: 10000000\r\n\r\n");
  for (int i = 0; i < 20; ++i) connection.send(std::string(10'000, ' '));
  EXPECT_EQ(connection.receive()->status, 413U);
}

TEST_F(Connections, Ipv6AndUnixSockets) {
  test::TempDir const own;
  auto const path = "unix:" + (own / "qpv.sock").string();
  {
    test::Server unix_server(*dir / "dataset", {"--listen", path});
    EXPECT_EQ(unix_server.address(), path);
    EXPECT_EQ(test::get(path, kPoint).status, 200U);
    unix_server.process().signal(SIGKILL);
    unix_server.process().wait(std::chrono::seconds(10));
  }
  EXPECT_TRUE(std::filesystem::exists(own / "qpv.sock")) << "a killed server leaves its socket";
  test::Server again(*dir / "dataset", {"--listen", path});
  EXPECT_EQ(test::get(path, kPoint).status, 200U);
  again.process().signal(SIGTERM);
  EXPECT_EQ(again.process().wait(std::chrono::seconds(20)), 0);
  EXPECT_FALSE(std::filesystem::exists(own / "qpv.sock"));

  if (!std::filesystem::exists("/proc/net/if_inet6")) GTEST_SKIP() << "no IPv6 on this machine";
  test::Server v6(*dir / "dataset", {"--listen", "[::1]:0"});
  EXPECT_EQ(test::get(v6.address(), kPoint).status, 200U);
}

TEST_F(Connections, TwoServersCannotShareAnAddress) {
  auto const second = test::run({(test::bin_dir() / "qpv-server").string(), "--dataset",
                                 (*dir / "dataset").string(), "--listen", server->address(),
                                 "--ops-listen", "none"});
  EXPECT_EQ(second.exit_code, 3);
  EXPECT_NE(second.err.find("listen_failed"), std::string::npos);
}

TEST_F(Connections, HealthcheckAsksTheRunningService) {
  auto const ask = [](std::string const& address) {
    return test::run(
               {(test::bin_dir() / "qpv-server").string(), "--healthcheck", "--listen", address})
        .exit_code;
  };
  EXPECT_EQ(ask(server->address()), 0);
  EXPECT_EQ(ask("unix:/nowhere/qpv.sock"), 1);
}

}  // namespace
}  // namespace qpv
