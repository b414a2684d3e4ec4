// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/service_state.h"

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

http::Response probe(std::string_view status) {
  auto response = json(encode_status(status));
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

http::Response health(http::Request const& /*request*/) { return probe("ok"); }

http::Response ready(http::Request const& /*request*/, std::atomic<bool> const& draining) {
  auto response = probe(draining ? "draining" : "ready");
  if (draining) response.status = 503;
  return response;
}

}  // namespace qpv::handlers
