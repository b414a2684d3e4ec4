// SPDX-License-Identifier: EUPL-1.2
#include "service/metrics.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "service/process_stats.h"

namespace qpv {
namespace {

using http::Method;
using std::chrono::microseconds;

http::Router router() {
  http::Router router;
  auto const nothing = [](http::Request const&) { return http::Response{}; };
  router.add(Method::kGet, "/a", "a", nothing);
  router.add(Method::kPost, "/a", "a", nothing);
  router.add(Method::kGet, "/b", "b", nothing);
  return router;
}

// The value of one series, as written.
std::string value(Metrics const& metrics, std::string const& series) {
  std::istringstream lines(metrics.expose());
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(series + " ")) return line.substr(series.size() + 1);
  }
  return "absent";
}

TEST(Metrics, CountsByRouteAndClass) {
  Metrics metrics;
  metrics.watch(router());
  metrics.access({Method::kGet, "a", 200, 100, microseconds(20)});
  metrics.access({Method::kPost, "a", 204, 0, microseconds(30)});
  metrics.access({Method::kGet, "a", 404, 7, microseconds(30)});
  EXPECT_EQ(value(metrics, R"(qpv_http_requests_total{class="2xx",route="a"})"), "2");
  EXPECT_EQ(value(metrics, R"(qpv_http_requests_total{class="4xx",route="a"})"), "1");
  EXPECT_EQ(value(metrics, R"(qpv_http_requests_total{class="2xx",route="b"})"), "0")
      << "a series exists before its first request: else the first one is no increase";
  EXPECT_EQ(value(metrics, R"(qpv_http_response_body_bytes_total{route="a"})"), "107");
}

TEST(Metrics, CountsAnswersThatWereCut) {
  Metrics metrics;
  metrics.watch(router());
  metrics.access({Method::kPost, "a", 200, 9, microseconds(20), http::StreamedRecord{5, false}});
  metrics.access({Method::kPost, "a", 200, 9, microseconds(20), http::StreamedRecord{5, true}});
  EXPECT_EQ(value(metrics, R"(qpv_http_answers_cut_total{route="a"})"), "1");
  EXPECT_EQ(value(metrics, R"(qpv_http_answers_cut_total{route="b"})"), "0");
}

TEST(Metrics, AHeadHasNoBody) {
  Metrics metrics;
  metrics.watch(router());
  metrics.access({Method::kHead, "a", 200, 100, microseconds(20)});
  EXPECT_EQ(value(metrics, R"(qpv_http_response_body_bytes_total{route="a"})"), "0");
}

TEST(Metrics, BucketsIncludeTheirBoundAndAddUp) {
  Metrics metrics;
  metrics.watch(router());
  for (auto const time : {9, 10, 11, 250}) {
    metrics.access({Method::kGet, "a", 200, 0, microseconds(time)});
  }
  metrics.access({Method::kGet, "a", 200, 0, std::chrono::seconds(60)});
  std::string const bucket = R"(qpv_http_request_duration_seconds_bucket{route="a",le=")";
  EXPECT_EQ(value(metrics, bucket + R"(1e-05"})"), "2");
  EXPECT_EQ(value(metrics, bucket + R"(2.5e-05"})"), "3");
  EXPECT_EQ(value(metrics, bucket + R"(0.00025"})"), "4");
  EXPECT_EQ(value(metrics, bucket + R"(1"})"), "4");
  EXPECT_EQ(value(metrics, bucket + R"(+Inf"})"), "5");
  EXPECT_EQ(value(metrics, R"(qpv_http_request_duration_seconds_count{route="a"})"), "5");
  EXPECT_EQ(value(metrics, R"(qpv_http_request_duration_seconds_sum{route="a"})"), "60.00028");
}

TEST(Metrics, ANameThatNobodyAnnouncedIsOther) {
  Metrics metrics;
  metrics.watch(router());
  metrics.access({Method::kGet, "surprise", 200, 0, microseconds(1)});
  metrics.access({Method::kGet, {}, 200, 0, microseconds(1)});
  EXPECT_EQ(value(metrics, R"(qpv_http_requests_total{class="2xx",route="other"})"), "2");
  EXPECT_EQ(metrics.expose().find("surprise"), std::string::npos);
}

TEST(Metrics, OddStatusesStayInTheTable) {
  Metrics metrics;
  metrics.access({Method::kGet, "unknown", 0, 0, microseconds(1)});
  metrics.access({Method::kGet, "unknown", 999, 0, microseconds(1)});
  EXPECT_EQ(value(metrics, R"(qpv_http_requests_total{class="1xx",route="unknown"})"), "1");
  EXPECT_EQ(value(metrics, R"(qpv_http_requests_total{class="5xx",route="unknown"})"), "1");
}

TEST(Metrics, TellsTheDatasetAndOnlyTheLast) {
  Metrics metrics;
  EXPECT_EQ(metrics.expose().find("qpv_dataset_info"), std::string::npos);
  Manifest manifest;
  manifest.id = "0123456789abcdef";
  manifest.perimeters = 22;
  manifest.in_territory = 21;
  metrics.dataset(manifest, std::chrono::milliseconds(1500));
  EXPECT_EQ(value(metrics, R"(qpv_dataset_info{id="0123456789abcdef",official="false"})"), "1");
  EXPECT_EQ(value(metrics, "qpv_dataset_perimeters"), "22");
  EXPECT_EQ(value(metrics, "qpv_dataset_territory_perimeters"), "21");
  EXPECT_EQ(value(metrics, "qpv_dataset_load_duration_seconds"), "1.5");
  EXPECT_EQ(value(metrics, "qpv_dataset_newest_source_timestamp_seconds"), "absent");
  manifest.id = "fedcba9876543210";
  manifest.official = true;
  manifest.sources.resize(2);
  manifest.sources[0].date = "1970-01-02";
  manifest.sources[1].date = "1970-01-03";
  metrics.dataset(manifest, {});
  EXPECT_EQ(value(metrics, R"(qpv_dataset_info{id="0123456789abcdef",official="false"})"),
            "absent");
  EXPECT_EQ(value(metrics, R"(qpv_dataset_info{id="fedcba9876543210",official="true"})"), "1");
  EXPECT_EQ(value(metrics, "qpv_dataset_newest_source_timestamp_seconds"), "172800");
}

TEST(Metrics, CountsReloadsByResult) {
  Metrics metrics;
  EXPECT_EQ(value(metrics, R"(qpv_reload_last_timestamp_seconds{result="failed"})"), "0");
  metrics.reload(true);
  metrics.reload(false);
  metrics.reload(false);
  EXPECT_EQ(value(metrics, R"(qpv_reloads_total{result="ok"})"), "1");
  EXPECT_EQ(value(metrics, R"(qpv_reloads_total{result="failed"})"), "2");
  EXPECT_GT(std::stod(value(metrics, R"(qpv_reload_last_timestamp_seconds{result="ok"})")), 1.7e9);
}

TEST(Metrics, AsksForConnections) {
  Metrics metrics;
  EXPECT_EQ(value(metrics, "qpv_http_connections_open"), "absent");
  metrics.connections([] { return http::ConnectionCounts{3, 10, 2}; });
  EXPECT_EQ(value(metrics, "qpv_http_connections_open"), "3");
  EXPECT_EQ(value(metrics, "qpv_http_connections_accepted_total"), "10");
  EXPECT_EQ(value(metrics, "qpv_http_connections_refused_total"), "2");
}

TEST(Metrics, LosesNothingBetweenThreads) {
  Metrics metrics;
  metrics.watch(router());
  constexpr int kEach = 20'000;
  {
    std::vector<std::jthread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < kEach; ++n) {
          metrics.access({Method::kGet, "a", 200, 3, microseconds(5)});
        }
      });
    }
    while (value(metrics, R"(qpv_http_requests_total{class="2xx",route="a"})") == "0") {
    }
  }
  EXPECT_EQ(value(metrics, R"(qpv_http_requests_total{class="2xx",route="a"})"), "80000");
  EXPECT_EQ(value(metrics, R"(qpv_http_response_body_bytes_total{route="a"})"), "240000");
}

TEST(ProcessStats, AreThoseOfThisProcess) {
  auto const stats = read_process_stats();
  ASSERT_TRUE(stats);
  EXPECT_GT(stats->resident_bytes, 1'000'000U);
  EXPECT_GT(stats->virtual_bytes, stats->resident_bytes);
  EXPECT_GE(stats->threads, 1U);
  EXPECT_GE(stats->open_fds, 3U);
  EXPECT_GE(stats->max_fds, stats->open_fds);
  auto const now =
      std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch());
  EXPECT_LT(stats->start_seconds, now.count() + 1);
  EXPECT_GT(stats->start_seconds, now.count() - 3600);
}

}  // namespace
}  // namespace qpv
