// SPDX-License-Identifier: EUPL-1.2
//
// Counting is ours: prometheus-cpp 1.0 locks a mutex for each observation of a histogram, and
// shares it between threads. What it does here is the model of metric families and their text.
#include "service/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "geo/core/date.h"
#include "geo/core/version.h"
#include "service/process_stats.h"

namespace qpv {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Families = std::vector<MetricFamily>;
using Labels = std::vector<ClientMetric::Label>;

constexpr std::string_view kOther = "other";

constexpr std::array<std::string_view, 5> kClasses{"1xx", "2xx", "3xx", "4xx", "5xx"};

template <class T>
double seconds(T time) {
  return std::chrono::duration<double>(time).count();
}

MetricFamily family(std::string name, std::string help, MetricType type) {
  return {std::move(name), std::move(help), type, {}};
}

ClientMetric labelled(Labels labels) {
  ClientMetric metric;
  metric.label = std::move(labels);
  return metric;
}

ClientMetric counter(double value, Labels labels = {}) {
  auto metric = labelled(std::move(labels));
  metric.counter.value = value;
  return metric;
}

ClientMetric gauge(double value, Labels labels = {}) {
  auto metric = labelled(std::move(labels));
  metric.gauge.value = value;
  return metric;
}

void add_counter(Families& out, std::string name, std::string help, double value) {
  out.push_back(family(std::move(name), std::move(help), MetricType::Counter));
  out.back().metric.push_back(counter(value));
}

void add_gauge(Families& out, std::string name, std::string help, double value,
               Labels labels = {}) {
  out.push_back(family(std::move(name), std::move(help), MetricType::Gauge));
  out.back().metric.push_back(gauge(value, std::move(labels)));
}

double read(Metrics::Count const& count) {
  return static_cast<double>(count.load(std::memory_order_relaxed));
}

ClientMetric durations(Metrics::RouteCounts const& route) {
  auto metric = labelled({{"route", std::string(route.name)}});
  auto& histogram = metric.histogram;
  for (std::size_t i = 0; i < route.by_duration.size(); ++i) {
    histogram.sample_count += route.by_duration.at(i).load(std::memory_order_relaxed);
    auto const bound = i < Metrics::kBounds.size() ? seconds(Metrics::kBounds.at(i))
                                                   : std::numeric_limits<double>::infinity();
    histogram.bucket.push_back({histogram.sample_count, bound});
  }
  histogram.sample_sum = read(route.nanoseconds) / 1e9;
  return metric;
}

void add_requests(Families& out, std::vector<std::unique_ptr<Metrics::RouteCounts>> const& routes) {
  auto requests =
      family("qpv_http_requests_total", "Requests answered, by route and by class of status.",
             MetricType::Counter);
  auto latencies =
      family("qpv_http_request_duration_seconds",
             "Time from a whole request to its answer, by route.", MetricType::Histogram);
  auto cut =
      family("qpv_http_answers_cut_total",
             "Streamed answers that ended before they were whole, by route.", MetricType::Counter);
  auto bytes = family("qpv_http_response_body_bytes_total", "Bytes of answers' bodies, by route.",
                      MetricType::Counter);
  for (auto const& route : routes) {
    std::string const name(route->name);
    for (std::size_t i = 0; i < kClasses.size(); ++i) {
      requests.metric.push_back(counter(read(route->by_class.at(i)),
                                        {{"class", std::string(kClasses.at(i))}, {"route", name}}));
    }
    latencies.metric.push_back(durations(*route));
    bytes.metric.push_back(counter(read(route->body_bytes), {{"route", name}}));
    cut.metric.push_back(counter(read(route->cut), {{"route", name}}));
  }
  out.push_back(std::move(requests));
  out.push_back(std::move(latencies));
  out.push_back(std::move(bytes));
  out.push_back(std::move(cut));
}

void add_connections(Families& out, http::ConnectionCounts const& counts) {
  add_gauge(out, "qpv_http_connections_open", "Connections open now.",
            static_cast<double>(counts.open));
  add_counter(out, "qpv_http_connections_accepted_total", "Connections taken.",
              static_cast<double>(counts.accepted));
  add_counter(out, "qpv_http_connections_refused_total", "Connections refused for want of room.",
              static_cast<double>(counts.refused));
}

std::optional<Date> newest_source(Manifest const& manifest) {
  std::optional<Date> newest;
  for (auto const& source : manifest.sources) {
    auto const date = source.date ? parse_date(*source.date) : std::nullopt;
    if (date) newest = newest ? std::max(*newest, *date) : *date;
  }
  return newest;
}

void add_dataset(Families& out, Metrics::DatasetFacts const& dataset) {
  auto const& manifest = dataset.manifest;
  add_gauge(out, "qpv_dataset_info", "The dataset that answers; always 1.", 1,
            {{"id", manifest.id}, {"official", manifest.official ? "true" : "false"}});
  add_gauge(out, "qpv_dataset_perimeters", "Perimeters of the dataset.",
            static_cast<double>(manifest.perimeters));
  add_gauge(out, "qpv_dataset_territory_perimeters", "Perimeters of the dataset's territory.",
            static_cast<double>(manifest.in_territory));
  if (auto const newest = newest_source(manifest)) {
    add_gauge(out, "qpv_dataset_newest_source_timestamp_seconds",
              "The day of the dataset's newest source.", seconds(newest->time_since_epoch()));
  }
  add_gauge(out, "qpv_dataset_loaded_timestamp_seconds", "When the dataset began to answer.",
            seconds(dataset.loaded.time_since_epoch()));
  add_gauge(out, "qpv_dataset_load_duration_seconds", "How long the dataset took to load.",
            seconds(dataset.loading));
}

void add_reloads(Families& out, Metrics::ReloadCounts const& reloads) {
  auto total =
      family("qpv_reloads_total", "Reloads of the dataset, by result.", MetricType::Counter);
  total.metric.push_back(counter(static_cast<double>(reloads.ok), {{"result", "ok"}}));
  total.metric.push_back(counter(static_cast<double>(reloads.failed), {{"result", "failed"}}));
  out.push_back(std::move(total));
  auto last = family("qpv_reload_last_timestamp_seconds",
                     "When a reload last ended with that result; 0: never.", MetricType::Gauge);
  auto const at = [](auto const& time) { return time ? seconds(time->time_since_epoch()) : 0; };
  last.metric.push_back(gauge(at(reloads.last_ok), {{"result", "ok"}}));
  last.metric.push_back(gauge(at(reloads.last_failed), {{"result", "failed"}}));
  out.push_back(std::move(last));
}

// Names and meanings that every Prometheus client library has in common.
void add_process(Families& out) {
  add_gauge(out, "qpv_build_info", "The program that answers; always 1.", 1,
            {{"version", std::string(version())}});
  auto const stats = read_process_stats();
  if (!stats) return;
  add_counter(out, "process_cpu_seconds_total", "User and system CPU time spent in seconds.",
              stats->cpu_seconds);
  add_gauge(out, "process_resident_memory_bytes", "Resident memory size in bytes.",
            static_cast<double>(stats->resident_bytes));
  add_gauge(out, "process_virtual_memory_bytes", "Virtual memory size in bytes.",
            static_cast<double>(stats->virtual_bytes));
  add_gauge(out, "process_start_time_seconds",
            "Start time of the process since the Unix epoch in seconds.", stats->start_seconds);
  add_gauge(out, "process_open_fds", "Number of open file descriptors.",
            static_cast<double>(stats->open_fds));
  add_gauge(out, "process_max_fds", "Maximum number of open file descriptors.",
            static_cast<double>(stats->max_fds));
  add_gauge(out, "process_threads", "Number of threads.", static_cast<double>(stats->threads));
}

constexpr auto kName = [](std::unique_ptr<Metrics::RouteCounts> const& route) {
  return route->name;
};

}  // namespace

Metrics::Metrics() {
  for (auto const name : {http::kUnreadable, http::kRefused, http::kUnknown, http::kOptions,
                          http::kRedirect, kOther}) {
    announce(name);
  }
}

void Metrics::announce(std::string_view name) {
  auto const at = std::ranges::lower_bound(routes_, name, {}, kName);
  if (at != routes_.end() && (*at)->name == name) return;
  auto counts = std::make_unique<RouteCounts>();
  counts->name = name;
  routes_.insert(at, std::move(counts));
}

void Metrics::watch(http::Router const& router) {
  for (auto const& route : router.routes()) announce(route.name);
}

void Metrics::connections(std::function<http::ConnectionCounts()> ask) {
  ask_connections_ = std::move(ask);
}

void Metrics::access(http::AccessRecord const& record) {
  auto at = std::ranges::lower_bound(routes_, record.route, {}, kName);
  if (at == routes_.end() || (*at)->name != record.route) {
    at = std::ranges::lower_bound(routes_, kOther, {}, kName);
  }
  auto& route = **at;
  auto const add = [](Count& count, std::uint64_t amount) {
    count.fetch_add(amount, std::memory_order_relaxed);
  };
  auto const status_class = std::clamp(record.status / 100, 1U, 5U) - 1;
  auto const bucket = std::ranges::lower_bound(kBounds, record.duration) - kBounds.begin();
  add(route.by_class.at(status_class), 1);
  add(route.by_duration.at(static_cast<std::size_t>(bucket)), 1);
  add(route.nanoseconds, static_cast<std::uint64_t>(record.duration.count()));
  if (record.streamed && record.streamed->cut) add(route.cut, 1);
  if (record.method != http::Method::kHead) add(route.body_bytes, record.body_bytes);
}

void Metrics::dataset(Manifest const& manifest, std::chrono::nanoseconds loading) {
  std::lock_guard const lock(mutex_);
  dataset_ = DatasetFacts{manifest, std::chrono::system_clock::now(), loading};
}

void Metrics::reload(bool ok) {
  auto const now = std::chrono::system_clock::now();
  std::lock_guard const lock(mutex_);
  ++(ok ? reloads_.ok : reloads_.failed);
  (ok ? reloads_.last_ok : reloads_.last_failed) = now;
}

std::string Metrics::expose() const {
  Families families;
  add_requests(families, routes_);
  if (ask_connections_) add_connections(families, ask_connections_());
  {
    std::lock_guard const lock(mutex_);
    if (dataset_) add_dataset(families, *dataset_);
    add_reloads(families, reloads_);
  }
  add_process(families);
  prometheus::Serializer const& serializer = prometheus::TextSerializer();
  return serializer.Serialize(families);
}

}  // namespace qpv
