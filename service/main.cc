// SPDX-License-Identifier: EUPL-1.2
//
// qpv-server: puts the parts together and serves until it is told to stop.
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "geo/core/version.h"
#include "service/config.h"
#include "service/http/healthcheck.h"
#include "service/http/representations.h"
#include "service/http/server.h"
#include "service/log.h"
#include "service/metrics.h"
#include "service/opening.h"
#include "service/reload_report.h"
#include "service/reloader.h"
#include "service/routes.h"

namespace qpv {
namespace {

constexpr int kFailed = 3;

http::CommonHeaders common_headers(Readers const& readers) {
  std::string const own = "X-Content-Type-Options: nosniff\r\n";
  auto const open_to = [](std::string const& origin) {
    return "Access-Control-Allow-Origin: " + origin +
           "\r\nAccess-Control-Expose-Headers: ETag, Retry-After\r\n";
  };
  if (readers.everybody) return {own + open_to("*")};
  if (readers.origins.empty()) return {own};
  // Whoever asks: a cache between must not give one site the answer made for another.
  auto const usual = own + "Vary: Origin\r\n";
  http::CommonHeaders headers{usual};
  for (auto const& origin : readers.origins) {
    headers.others.push_back({origin, usual + open_to(origin)});
  }
  return headers;
}

http::Endpoint endpoint(std::shared_ptr<http::Router const> const& router, Log& log,
                        Metrics& metrics, http::CommonHeaders headers) {
  metrics.watch(*router);
  auto representations = std::make_shared<http::Representations const>();
  return {[router, representations](http::Request& request) {
            auto response = router->handle(request);
            representations->apply(request, response);
            return response;
          },
          [&log, &metrics](http::AccessRecord const& record) {
            log.access(record);
            metrics.access(record);
          },
          std::move(headers),
          [router](http::Method method, std::string_view path) {
            return router->body_limit(method, path);
          },
          [router](http::Request& request) { return router->begin(request); },
          router->base_path()};
}

int failed(Log& log, std::string_view event, Error const& error) {
  log.error(event, {{"message", error.message}, {"where", error.where}});
  return kFailed;
}

int serve(ServiceConfig const& config) {
  Reloader::hold_hangup();
  Log log;
  Metrics metrics;
  auto const began = std::chrono::steady_clock::now();
  auto opened = open_dataset(config, Verify::kCounts);
  if (!opened) return failed(log, "dataset_refused", opened.error());
  Serving serving{DatasetSlot(std::move(opened->dataset))};
  serving.wsa_keys = config.wsa_keys;
  serving.frame_ancestors = config.frame_ancestors;
  serving.held_tables.of_one = config.held_table_bytes;
  serving.held_tables.of_all = 4 * config.held_table_bytes;
  serving.crew.start(config.threads - 1);
  auto const manifest = serving.slot.get()->manifest;
  metrics.dataset(manifest, std::chrono::steady_clock::now() - began);
  log.event("dataset", {{"id", manifest.id},
                        {"perimeters", std::to_string(manifest.perimeters)},
                        {"official", manifest.official ? "true" : "false"}});

  auto router = std::make_shared<http::Router>(public_routes(serving));
  router->serve_below(config.base_path);
  if (config.bench_bytes > 0) add_bench_route(*router, config.bench_bytes);

  http::Server server({config.threads, config.limits, config.proxies});
  metrics.connections([&server] { return server.connections(); });
  auto const listening =
      server.listen(config.listen, endpoint(router, log, metrics, common_headers(config.readers)));
  if (!listening) return failed(log, "listen_failed", listening.error());
  if (config.ops_listen) {
    auto ops = std::make_shared<http::Router const>(ops_routes(serving, metrics));
    auto const probes = server.listen(*config.ops_listen, endpoint(ops, log, metrics, {}));
    if (!probes) return failed(log, "listen_failed", probes.error());
    log.event("ops_listening", {{"address", to_string(*probes)}});
  }
  log.event("listening", {{"address", to_string(*listening)},
                          {"version", std::string(version())},
                          {"threads", std::to_string(config.threads)}});

  Reloader const reloader({config.dataset, std::move(opened->sentinels)}, std::move(opened->watch),
                          serving.slot, report_reloads(log, metrics, serving));
  auto const cut = server.run([&] {
    serving.draining = true;
    log.event("draining");
  });
  log.event("stopped", {{"connections_cut", std::to_string(cut)}});
  return 0;
}

}  // namespace
}  // namespace qpv

int main(int argc, char** argv) {
  auto const config = qpv::read_config(argc, argv);
  if (auto const* code = std::get_if<int>(&config)) return *code;
  auto const& service = std::get<qpv::ServiceConfig>(config);
  if (service.check) return qpv::check_dataset(service);
  return service.healthcheck ? qpv::http::healthcheck(service.listen, service.base_path)
                             : qpv::serve(service);
}
