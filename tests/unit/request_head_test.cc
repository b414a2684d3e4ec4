// SPDX-License-Identifier: EUPL-1.2
#include "service/http/request_head.h"

#include <gtest/gtest.h>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <random>
#include <string>
#include <vector>

namespace qpv::http {
namespace {

constexpr HeadLimits kLimits;

tl::expected<Head, Refusal> read(std::string const& text) { return read_head(text, kLimits); }

// A GET of HTTP/1.1 with Host and these lines.
std::string with(std::string const& lines) {
  return "GET /a HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n";
}

TEST(RequestHead, GivesWhatHandlersNeed) {
  std::string const text =
      "POST /v1/point?lon=2 HTTP/1.1\r\nhOST: Example.org:8080\r\nAccept: text/html\r\n"
      "X-Other: \xC3\xA9\r\nAccept:\tapplication/json \r\nContent-Type: application/json\r\n"
      "Content-Length: 007\r\nIf-None-Match:\r\nExpect: 100-Continue\r\n\r\n";
  auto const head = read(text).value();
  EXPECT_EQ(head.method, Method::kPost);
  EXPECT_FALSE(head.http_1_0);
  EXPECT_EQ(head.target, "/v1/point?lon=2");
  EXPECT_EQ(head.host, "Example.org:8080");
  EXPECT_EQ(head.content_length, 7U);
  EXPECT_TRUE(head.expects_continue);
  EXPECT_TRUE(head.keep_alive);
  EXPECT_TRUE(head.has_body());
}

TEST(RequestHead, KnowsWhetherTheConnectionGoesOn) {
  EXPECT_TRUE(read(with(""))->keep_alive);
  EXPECT_FALSE(read(with("Connection: close\r\n"))->keep_alive);
  EXPECT_FALSE(read(with("Connection: keep-alive , CLOSE\r\n"))->keep_alive);
  EXPECT_FALSE(read(with("Connection: x\r\nConnection: close\r\n"))->keep_alive);
  EXPECT_TRUE(read(with("Connection: closed\r\n"))->keep_alive);
  EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n")->keep_alive);
  EXPECT_TRUE(read("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")->keep_alive);
}

TEST(RequestHead, TakesEveryFormOfTarget) {
  EXPECT_EQ(read("GET http://H:80/a?b HTTP/1.1\r\nHost: h:80\r\n\r\n")->target, "/a?b");
  EXPECT_EQ(read("GET HTTPS://h HTTP/1.1\r\nHost: h\r\n\r\n")->target, "");
  EXPECT_EQ(read("GET http://h?x HTTP/1.0\r\n\r\n")->target, "?x");
  EXPECT_EQ(read("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")->target, "*");
  EXPECT_EQ(read("GET //h/{x|y}\" HTTP/1.1\r\nHost: h\r\n\r\n")->target, "//h/{x|y}\"");
  EXPECT_EQ(read("\r\nGET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n")->host, "[::1]:80");
  EXPECT_EQ(read("BREW /pot HTTP/1.1\r\nHost: 192.0.2.1\r\n\r\n")->method, Method::kOther);
}

TEST(RequestHead, IsLimited) {
  EXPECT_EQ(read("GET /" + std::string(8 * 1024, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n").error(),
            Refusal::kTargetTooLong);
  EXPECT_TRUE(read("GET /" + std::string(8 * 1024 - 1, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"));
  std::string lines;
  for (int i = 0; i < 99; ++i) lines += "X: y\r\n";
  EXPECT_TRUE(read(with(lines)));
  EXPECT_EQ(read(with(lines + "X: y\r\n")).error(), Refusal::kTooManyFields);
  EXPECT_EQ(read(with("X: " + std::string(16 * 1024, 'a') + "\r\n")).error(),
            Refusal::kHeadTooLarge);
}

// The number of reads that a byte takes part in does not grow with the head.
TEST(HeadEnd, IsFoundWhereverTheBytesAreCut) {
  std::string const head = "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n";
  std::string const bytes = head + "GET /next";
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    HeadEnd end;
    std::size_t found = 0;
    for (std::size_t come = step; found == 0 && come < bytes.size() + step; come += step) {
      found = end.find(std::string_view(bytes).substr(0, come));
    }
    EXPECT_EQ(found, head.size()) << step;
  }
  for (std::string const text :
       {"", "\r\n", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: h\r\n\r"}) {
    EXPECT_EQ(HeadEnd().find(text), 0U) << text;
  }
  EXPECT_EQ(HeadEnd().find("\r\n\r\nGET"), 4U) << "a second empty line is refused, not awaited";
  EXPECT_EQ(HeadEnd().find("GET / HTTP/1.1\n\nx"), 16U) << "and so are lines without CR";
}

TEST(HeadEnd, CostsAsMuchByteByByteAsAtOnce) {
  // A million lines: looking at what is there again at each would take hours.
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "a\r\n";
  HeadEnd end;
  for (std::size_t come = 1; come <= text.size(); ++come) {
    ASSERT_EQ(end.find(std::string_view(text).substr(0, come)), 0U);
  }
}

// Beast's parser takes more than we do; it must never take less, or otherwise.
TEST(RequestHead, WhatIsTakenBeastTakesAlike) {
  namespace bh = boost::beast::http;
  std::vector<std::string> const pieces = {"GET",
                                           "POST",
                                           " ",
                                           "/",
                                           "/a?b=%20",
                                           "http://h/",
                                           "HTTP/1.1",
                                           "HTTP/1.0",
                                           "\r\n",
                                           "\r\n\r\n",
                                           "Host: h",
                                           "Host:",
                                           "host: [::1]",
                                           "Content-Length: 3",
                                           "Content-Length:0",
                                           ": ",
                                           ":",
                                           "\t",
                                           "Transfer-Encoding: chunked",
                                           "chunked",
                                           ",",
                                           "X-A: b",
                                           "Connection: close",
                                           "keep-alive",
                                           "\r",
                                           "\n",
                                           "\x80",
                                           "\x01",
                                           "Expect: 100-continue",
                                           "Accept: a/b"};
  std::vector<std::string> const whole = {
      "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
      "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nConnection: close\r\n\r\n",
      "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nAccept: a/b\r\n\r\n",
      "HEAD http://h/ HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n"};
  std::mt19937 random(20261123);
  auto const below = [&](std::size_t n) { return random() % n; };
  int taken = 0;
  for (int i = 0; i < 60'000; ++i) {
    auto text = whole[below(whole.size())];
    for (std::size_t change = below(4); change > 0; --change) {
      auto const at = below(text.size() + 1);
      auto const cut = below(3) == 0 ? below(6) : 0;
      text.replace(at, cut, below(2) == 0 ? pieces[below(pieces.size())] : "");
    }
    auto const size = HeadEnd().find(text);
    if (size == 0) continue;
    text.resize(size);
    auto const head = read(text);
    if (!head) continue;
    ++taken;
    // Beast takes no empty line before the request.
    std::string_view const rest = std::string_view(text).substr(text.starts_with("\r\n") ? 2 : 0);
    bh::request_parser<bh::string_body> parser;
    boost::beast::error_code error;
    parser.put(boost::asio::buffer(rest), error);
    ASSERT_FALSE(error) << error.message() << "\n" << text;
    ASSERT_TRUE(parser.is_header_done()) << text;
    auto const& message = parser.get();
    EXPECT_TRUE(message.target().ends_with(head->target)) << text;
    EXPECT_EQ(message.version(), head->http_1_0 ? 10U : 11U) << text;
    EXPECT_EQ(message.keep_alive(), head->keep_alive) << text;
    EXPECT_EQ(parser.chunked(), head->chunked) << text;
    EXPECT_EQ(parser.content_length().value_or(0), head->content_length.value_or(0)) << text;
    EXPECT_EQ(message[bh::field::host], head->host) << text;
    EXPECT_EQ(message.method() == bh::verb::post, head->method == Method::kPost) << text;
  }
  EXPECT_GT(taken, 5'000);
}

}  // namespace
}  // namespace qpv::http
