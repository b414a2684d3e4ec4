// SPDX-License-Identifier: EUPL-1.2
//
// What RFC 9112 and 9110 make invalid or ambiguous, on real sockets: one answer, then the end, and
// nothing behind it is read. What honest clients send goes on working.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/http/served.h"

namespace qpv {
namespace {

using namespace std::string_literals;

class Refusals : public test::Served {};
class HonestRequests : public test::Served {};

struct Vector {
  unsigned status;
  std::string bytes;
};

// Sent behind each vector: had it been read, there would be a second answer.
constexpr char kBehind[] = "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n";

void expect_refused(std::string const& address, Vector const& vector) {
  test::Connection connection(address);
  connection.send(vector.bytes + kBehind);
  auto const reply = connection.receive();
  ASSERT_TRUE(reply) << vector.bytes;
  EXPECT_EQ(reply->status, vector.status) << vector.bytes << "\n" << reply->body;
  EXPECT_EQ(reply->headers.at("content-type"), "application/problem+json; charset=utf-8");
  EXPECT_EQ(reply->headers.at("connection"), "close") << vector.bytes;
  EXPECT_TRUE(connection.closed()) << "a second answer to " << vector.bytes;
}

void expect_refused(std::string const& address, std::vector<Vector> const& vectors) {
  for (auto const& vector : vectors) expect_refused(address, vector);
}

// A GET with these lines, Host among them or not.
std::string get_with(std::string const& lines) {
  return "GET /healthz HTTP/1.1\r\n" + lines + "\r\n";
}
std::string field(std::string const& line) { return get_with("Host: t\r\n" + line + "\r\n"); }
std::string post(std::string const& lines, std::string const& body) {
  return "POST /v1/point HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n" + lines +
         "\r\n\r\n" + body;
}
std::string chunked(std::string const& body) { return post("Transfer-Encoding: chunked", body); }
// With a Content-Length of 5 and a body to match, were the other line not there.
std::string five(std::string const& line) { return post("Content-Length: 5\r\n" + line, "hello"); }
std::string start(std::string const& line) { return line + "\r\nHost: t\r\n\r\n"; }

TEST_F(Refusals, RequestLines) {
  expect_refused(server->address(), {
                                        {400, start("GET /healthz")},
                                        {400, start("GET /healthz HTTP/1.1 ")},
                                        {400, start("GET  /healthz HTTP/1.1")},
                                        {400, start("GET /healthz  HTTP/1.1")},
                                        {400, start(" GET /healthz HTTP/1.1")},
                                        {400, start("GET\t/healthz\tHTTP/1.1")},
                                        {400, start("GET /health z HTTP/1.1")},
                                        {400, start("GET /healthz http/1.1")},
                                        {400, start("GET /healthz Http/1.1")},
                                        {400, start("GET /healthz HTTP/1.10")},
                                        {400, start("GET /healthz HTTP/01.1")},
                                        {400, start("GET /healthz HTTP/1,1")},
                                        {400, start("GET /healthz HTTP/1.")},
                                        {400, start("GET /healthz HTTP 1.1")},
                                        {400, start("GET /healthz FTP/1.1")},
                                        {505, start("GET /healthz HTTP/1.2")},
                                        {505, start("GET /healthz HTTP/0.9")},
                                        {505, start("GET /healthz HTTP/2.0")},
                                        {505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
                                        {400, start(" /healthz HTTP/1.1")},
                                        {400, start("G(T /healthz HTTP/1.1")},
                                        {400, start("G\x01T /healthz HTTP/1.1")},
                                        {400, start("G\xC3\x89T /healthz HTTP/1.1")},
                                        {400, "\r\n\r\n" + get_with("Host: t\r\n")},
                                        {400, "\n" + get_with("Host: t\r\n")},
                                        {400, " \r\n" + get_with("Host: t\r\n")},
                                        {501, start("CONNECT t:80 HTTP/1.1")},
                                    });
}

TEST_F(Refusals, Targets) {
  expect_refused(server->address(),
                 {
                     {400, start("GET /caf\xC3\xA9 HTTP/1.1")},
                     {400, start("GET /\x80 HTTP/1.1")},
                     {400, start("GET /\x7F HTTP/1.1")},
                     {400, start("GET /\x01 HTTP/1.1")},
                     {400, start("GET /\0 HTTP/1.1"s)},
                     {400, start("GET /healthz#here HTTP/1.1")},
                     {400, start("GET healthz HTTP/1.1")},
                     {400, start("GET * HTTP/1.1")},
                     {400, start("GET t:80 HTTP/1.1")},
                     {400, start("GET ftp://t/ HTTP/1.1")},
                     {400, start("GET http:///healthz HTTP/1.1")},
                     {400, start("GET http://user@t/healthz HTTP/1.1")},
                     {400, start("GET http://t:x/healthz HTTP/1.1")},
                     {400, start("GET http://elsewhere/healthz HTTP/1.1")},
                     {400, start("GET http://t:80/healthz HTTP/1.1")},
                     {414, start("GET /" + std::string(8192, 'a') + " HTTP/1.1")},
                     {414, start("GET /?" + std::string(9000, 'a') + " HTTP/1.1")},
                 });
}

TEST_F(Refusals, Fields) {
  expect_refused(server->address(), {
                                        {400, field("X-A: b\r\n folded: c")},
                                        {400, field("X-A: b\r\n\tfolded")},
                                        {400, get_with(" Host: t\r\n")},
                                        {400, get_with("\tX: y\r\nHost: t\r\n")},
                                        {400, field("X-A : b")},
                                        {400, field("X-A\t: b")},
                                        {400, field("X A: b")},
                                        {400, field(": b")},
                                        {400, field("X-A")},
                                        {400, field("X(A): b")},
                                        {400, field("X\xE9: b")},
                                        {400, field("X\0A: b"s)},
                                        {400, field("X-A: b\0c"s)},
                                        {400, field("X-A: b\x01")},
                                        {400, field("X-A: b\x7F")},
                                        {400, field("X-A: b\rX-B: c")},
                                        {400, field("X-A: b\r")},
                                        {400, "GET /healthz HTTP/1.1\nHost: t\n\n"},
                                        {400, "GET /healthz HTTP/1.1\r\nHost: t\n\r\n"},
                                        {400, "GET /healthz HTTP/1.1\r\nHost: t\r\n\n"},
                                        {400, "GET /healthz HTTP/1.1\r\nHost: t\r\r\n\r\n"},
                                        {400, field("Content-Type: a/b\r\nContent-Type: c/d")},
                                        {400, field("Connection: clo se")},
                                        {417, field("Expect: 200-ok")},
                                        {417, field("Expect:")},
                                        {417, field("Expect: 100-continue, x")},
                                        {431, field("X-A: " + std::string(20'000, 'a'))},
                                    });
}

TEST_F(Refusals, Hosts) {
  expect_refused(server->address(), {
                                        {400, get_with("")},
                                        {400, get_with("X-Host: t\r\n")},
                                        {400, get_with("Host: t\r\nHost: t\r\n")},
                                        {400, get_with("Host: t\r\nhost: u\r\n")},
                                        {400, get_with("Host:\r\n")},
                                        {400, get_with("Host: a b\r\n")},
                                        {400, get_with("Host: a,b\r\n")},
                                        {400, get_with("Host: a/b\r\n")},
                                        {400, get_with("Host: user@t\r\n")},
                                        {400, get_with("Host: http://t\r\n")},
                                        {400, get_with("Host: t:port\r\n")},
                                        {400, get_with("Host: t:70000\r\n")},
                                        {400, get_with("Host: t:80:80\r\n")},
                                        {400, get_with("Host: [::1\r\n")},
                                        {400, get_with("Host: [::g]\r\n")},
                                        {400, get_with("Host: [::1]x\r\n")},
                                        {400, get_with("Host: caf\xC3\xA9\r\n")},
                                        {400, get_with("Host: t%20\r\n")},
                                        {400, "GET / HTTP/1.0\r\nHost: t\r\nHost: t\r\n\r\n"},
                                    });
}

TEST_F(Refusals, BodyLengths) {
  expect_refused(
      server->address(),
      {
          {400, five("Content-Length: 5")},
          {400, five("Content-Length: 6")},
          {400, post("Content-Length: 5, 5", "hello")},
          {400, post("Content-Length: -5", "hello")},
          {400, post("Content-Length: +5", "hello")},
          {400, post("Content-Length: 0x5", "hello")},
          {400, post("Content-Length: 5 5", "hello")},
          {400, post("Content-Length: 5;", "hello")},
          {400, post("Content-Length: \"5\"", "hello")},
          {400, post("Content-Length:", "hello")},
          {400, post("Content-Length: 18446744073709551616", "hello")},
          {400, post("Content-Length: 99999999999999999999999999", "hello")},
          {413, post("Content-Length: 18446744073709551615", "hello")},
          {413, post("Content-Length: 65537", "hello")},
          {400, five("Transfer-Encoding: chunked")},
          {400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
          {400, post("Transfer-Encoding:", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: ,chunked", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: chunked,", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: chunked, chunked", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: chunked, gzip", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: chunked, identity", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: chunked;q=1", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: \"chunked\"", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: chun ked", "0\r\n\r\n")},
          {400, post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "")},
          {501, post("Transfer-Encoding: xchunked", "0\r\n\r\n")},
          {501, post("Transfer-Encoding: identity", "hello")},
          {501, post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")},
          {501, post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", "0\r\n\r\n")},
      });
}

TEST_F(Refusals, Chunks) {
  expect_refused(server->address(),
                 {
                     {400, chunked("\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("0x5\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("+5\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("-5\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("5_\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked(" 5\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("5 \r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("5\nhello\n0\n\n")},
                     {400, chunked("5\r\nhello\n0\r\n\r\n")},
                     {400, chunked("5\r\nhelloXX0\r\n\r\n")},
                     {400, chunked("4\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("5\rX\nhello\r\n0\r\n\r\n")},
                     {400, chunked("5;x=\"\r\"\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("5;\n\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("5;" + std::string(5000, 'x') + "\r\nhello\r\n0\r\n\r\n")},
                     {400, chunked("10000000000000005\r\nhello\r\n0\r\n\r\n")},
                     {413, chunked("FFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n")},
                     {413, chunked("10001\r\n")},
                     {400, chunked("0\r\nno colon\r\n\r\n")},
                     {400, chunked("0\r\nA: b\n\r\n")},
                     {400, chunked("0\r\n A: b\r\n\r\n")},
                     {431, chunked("0\r\nA: " + std::string(5000, 'a') + "\r\n\r\n")},
                 });
}

TEST_F(Refusals, EndAPipeline) {
  test::Connection connection(server->address());
  std::string const good = kBehind;
  connection.send(good + good + get_with("") + good);
  EXPECT_EQ(connection.receive()->status, 200U);
  EXPECT_EQ(connection.receive()->status, 200U);
  EXPECT_EQ(connection.receive()->status, 400U);
  EXPECT_TRUE(connection.closed());
}

TEST_F(Refusals, AreTheSameByteByByte) {
  for (std::string const& bytes : {five("Transfer-Encoding: chunked"), get_with(""),
                                   chunked("5 \r\nhello\r\n"), field("X-A : b")}) {
    test::Connection connection(server->address());
    for (char const byte : bytes) {
      try {
        connection.send({&byte, 1});
      } catch (std::exception const&) {
        break;  // refused already, and closed
      }
    }
    EXPECT_EQ(connection.receive()->status, 400U) << bytes;
    EXPECT_TRUE(connection.closed());
  }
}

TEST_F(Refusals, TooManyFields) {
  std::string lines;
  for (int i = 0; i < 99; ++i) lines += "X: y\r\n";
  test::Connection connection(server->address());
  connection.send(get_with("Host: t\r\n" + lines));
  EXPECT_EQ(connection.receive()->status, 200U);
  expect_refused(server->address(), {{431, get_with("Host: t\r\nX: y\r\n" + lines)}});
}

// Each is followed by a second request on its connection, which must be answered too.
TEST_F(HonestRequests, GoOnWorking) {
  std::string const json = R"({"lon":2.84358,"lat":50.43465})";
  std::string const length = "Content-Length: " + std::to_string(json.size());
  std::string const chunk = "1e\r\n" + json + "\r\n";
  std::vector<Vector> const vectors = {
      {200,
       "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: curl/7.88.1\r\n"
       "Accept: */*\r\n\r\n"},
      {200, "\r\nGET /healthz HTTP/1.1\r\nHost: t\r\n\r\n"},
      {200, "GET /healthz HTTP/1.1\r\nHost:t:80\r\n\r\n"},
      {200, "GET /healthz HTTP/1.1\r\nHost: [::1]:8080\t\r\n\r\n"},
      {200, "GET http://t/healthz HTTP/1.1\r\nHost: T\r\n\r\n"},
      {200, "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"},
      {204, "OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n"},
      {404, "GET /%C3%A9?a={b}|c HTTP/1.1\r\nHost: t\r\n\r\n"},
      {400, "GET /%zz HTTP/1.1\r\nHost: t\r\n\r\n"},
      {405, "BREW /healthz HTTP/1.1\r\nHost: t\r\n\r\n"},
      {200, field("Content-Length: 0")},
      {200, field("Content-Length: 000\r\nX-Empty:\r\nX-Text: caf\xC3\xA9 \t b")},
      {200, field("Connection: Keep-Alive, , Upgrade\r\nUpgrade: h2c\r\nTE: trailers")},
      {200, post(length, json)},
      {200, post("Expect: 100-continue\r\n" + length, json)},
      {200, chunked(chunk + "0\r\n\r\n")},
      {200, chunked("1E;a=b ;c=\"d\"\r\n" + json + "\r\n000;last\r\nDigest: x\r\n\r\n")},
      {200, post("transfer-encoding: Chunked", chunk + "0\r\n\r\n")},
  };
  for (auto const& vector : vectors) {
    test::Connection connection(server->address());
    connection.send(vector.bytes + kBehind);
    auto const reply = connection.receive().value();
    EXPECT_EQ(reply.status, vector.status) << vector.bytes << "\n" << reply.body;
    EXPECT_EQ(connection.receive()->status, 200U) << "behind " << vector.bytes;
  }
}

TEST_F(HonestRequests, MayWaitFor100) {
  test::Connection connection(server->address());
  std::string const json = R"({"lon":2.84358,"lat":50.43465})";
  connection.send(post("Expect: 100-continue\r\nContent-Length: 30", ""));
  EXPECT_EQ(connection.receive(true)->status, 100U);
  connection.send(json);
  EXPECT_EQ(connection.receive()->status, 200U);
  connection.send(post("Expect: 100-continue\r\nContent-Length: 70000", ""));
  EXPECT_EQ(connection.receive()->status, 413U) << "before the body is sent";
}

}  // namespace
}  // namespace qpv
