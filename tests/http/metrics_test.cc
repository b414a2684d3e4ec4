// SPDX-License-Identifier: EUPL-1.2
//
// What the operator's port tells after some traffic: the counts add up, and tell nothing of
// callers.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/http/served.h"

namespace qpv {
namespace {

class Scraped : public test::Served {};

// The sum over all series that begin so.
double sum(std::string const& page, std::string const& series) {
  double total = 0;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(series)) total += std::stod(line.substr(line.rfind(' ')));
  }
  return total;
}

TEST_F(Scraped, CountsWhatWasAsked) {
  test::Server own(*dir / "dataset");
  std::size_t bytes = 0;
  for (int i = 0; i < 7; ++i) {
    bytes += test::get(own.address(), "/v1/point?lon=2.813571&lat=50.424242").body.size();
  }
  for (int i = 0; i < 3; ++i) test::get(own.address(), "/v1/point?lon=x813571");
  for (int i = 0; i < 2; ++i) test::get(own.address(), "/secret-813571");
  test::Connection connection(own.address());
  connection.send("BREW813571 /813571 HTTP/1.1\r\nHost: h813571\r\n\r\n");
  connection.receive();

  auto const reply = test::get(own.ops_address(), "/metrics");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.headers.at("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
  auto const& page = reply.body;
  EXPECT_EQ(sum(page, R"(qpv_http_requests_total{class="2xx",route="point"} )"), 7);
  EXPECT_EQ(sum(page, R"(qpv_http_requests_total{class="4xx",route="point"} )"), 3);
  EXPECT_EQ(sum(page, R"(qpv_http_requests_total{class="4xx",route="unknown"} )"), 3);
  EXPECT_EQ(sum(page, "qpv_http_requests_total"), 13) << "each request once";
  EXPECT_EQ(sum(page, "qpv_http_request_duration_seconds_count"), 13);
  EXPECT_EQ(sum(page, R"(qpv_http_request_duration_seconds_bucket{route="point",le="+Inf"})"), 10);
  EXPECT_GE(sum(page, R"(qpv_http_response_body_bytes_total{route="point"})"), bytes);
  EXPECT_EQ(sum(page, "qpv_dataset_info"), 1);
  EXPECT_EQ(sum(page, "qpv_dataset_perimeters"), 22);
  EXPECT_GT(sum(page, "process_resident_memory_bytes"), 1e6);
  EXPECT_EQ(page.find("813571"), std::string::npos);
  EXPECT_EQ(page.find("BREW"), std::string::npos);
  EXPECT_EQ(sum(test::get(own.ops_address(), "/metrics").body, "qpv_http_requests_total"), 14)
      << "the scrape before this one";
}

TEST_F(Scraped, OnlyOnTheOperatorsPort) { EXPECT_EQ(get("/metrics").status, 404U); }

}  // namespace
}  // namespace qpv
