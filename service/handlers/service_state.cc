// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/service_state.h"

#include "geo/json/encode.h"
#include "service/handlers/parameters.h"

namespace qpv::handlers {
namespace {

http::Response json(std::string body, std::string_view cache) {
  http::Response response;
  response.content_type = http::kJson;
  response.headers = cache;
  response.body = std::move(body);
  return response;
}

}  // namespace

http::Response about(http::Request const& request, Dataset const& dataset) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  auto const* territory = dataset.territory ? &*dataset.territory : nullptr;
  return json(encode_about(dataset.manifest, territory), "Cache-Control: no-cache\r\n");
}

http::Response health(http::Request const& /*request*/) {
  return json(encode_status("ok"), http::kNoStore);
}

http::Response ready(http::Request const& /*request*/, std::atomic<bool> const& draining) {
  auto response = json(encode_status(draining ? "draining" : "ready"), http::kNoStore);
  if (draining) response.status = 503;
  return response;
}

}  // namespace qpv::handlers
