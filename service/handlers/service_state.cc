// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/service_state.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <utility>

#include "geo/json/encode.h"
#include "service/handlers/parameters.h"

namespace qpv::handlers {
namespace {

http::Response json(std::string body) {
  http::Response response;
  response.content_type = http::kJson;
  response.body = std::move(body);
  return response;
}

http::Response probe(std::string body) {
  auto response = json(std::move(body));
  response.headers = http::kNoStore;
  return response;
}

}  // namespace

http::Response about(http::Request const& request, Dataset const& dataset) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  auto const* territory = dataset.territory ? &*dataset.territory : nullptr;
  auto response = json(encode_about(dataset.manifest, territory));
  response.dataset_only = true;
  return response;
}

http::Response health(http::Request const& /*request*/) { return probe(encode_status("ok")); }

http::Response ready(http::Request const& /*request*/, Readiness const& readiness) {
  ReadinessText text{readiness.draining ? "draining" : "ready", readiness.dataset, "", "", ""};
  if (auto const& failure = readiness.reload_failure) {
    auto const at = fmt::gmtime(std::chrono::system_clock::to_time_t(failure->at));
    text.failed_at = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", at);
    text.reason = failure->reason;
    text.detail = fmt::format(
        "Le dernier rechargement, le {:%d/%m/%Y à %H:%M:%S} UTC, a échoué : {}. Le jeu de données "
        "{} reste servi.",
        at, failure->reason, readiness.dataset);
  }
  auto response = probe(encode_readiness(text));
  if (readiness.draining) response.status = 503;
  return response;
}

}  // namespace qpv::handlers
