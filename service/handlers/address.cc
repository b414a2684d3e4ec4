// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/address.h"

#include <algorithm>
#include <utility>

#include "geo/address/suggest.h"
#include "geo/json/address_answer.h"
#include "service/handlers/address_question.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

constexpr Limit kSuggestions{10, 20};
constexpr Limit kNearest{1, 20};
constexpr double kNearestMetres = 1000;

http::Response json(std::string body) {
  http::Response response;
  response.content_type = http::kJson;
  response.headers = http::kNoStore;
  response.body = std::move(body);
  return response;
}

Parsed<std::optional<LonLat>> find_point(Inputs const& inputs) {
  auto const lon = find_number(inputs, "lon");
  if (!lon) return tl::unexpected(lon.error());
  auto const lat = find_number(inputs, "lat");
  if (!lat) return tl::unexpected(lat.error());
  if (!*lon && !*lat) return std::nullopt;
  auto const point = check_point(*lon, *lat);
  if (!point) return tl::unexpected(point.error());
  return *point;
}

Parsed<SuggestQuery> check_suggestion(Inputs const& inputs, Dataset const& dataset) {
  auto const text = find_text(inputs, "q");
  if (!text) return tl::unexpected(text.error());
  if (!*text) return refuse("q", "Le paramètre « q » (début d’une adresse) manque.");
  auto const limit = find_limit(inputs, kSuggestions);
  if (!limit) return tl::unexpected(limit.error());
  auto const near = find_point(inputs);
  if (!near) return tl::unexpected(near.error());
  return SuggestQuery{**text, *limit, *near, dataset.territory_communes};
}

}  // namespace

http::Response no_addresses() {
  return http::problem(http::ProblemType::kNoAddresses,
                       "Les données servies n’ont pas d’adresses.");
}

http::Response ask_address(http::Request const& request, Dataset const& dataset) {
  if (!dataset.addresses) return no_addresses();
  auto const inputs = read_inputs(request, {"q", "housenumber", "street", "postcode", "city",
                                            "citycode", "date", "limit", "explain"});
  if (!inputs) return to_response(inputs.error());
  auto const question = check_address_question(*inputs, dataset);
  if (!question) return to_response(question.error());
  return json(encode_address_answer(decide(*question, dataset), question->date,
                                    dataset.addresses->index, dataset.point_encoder,
                                    question->explain ? Explain::kYes : Explain::kNo));
}

http::Response suggest_addresses(http::Request const& request, Dataset const& dataset) {
  if (!dataset.addresses) return no_addresses();
  auto const inputs = read_inputs(request, {"q", "limit", "lon", "lat"});
  if (!inputs) return to_response(inputs.error());
  auto const query = check_suggestion(*inputs, dataset);
  if (!query) return to_response(query.error());
  auto const& addresses = dataset.addresses->index;
  std::vector<AddressMatch> found;
  suggest(addresses, *query, thread_scratch(), found);
  return json(encode_suggestions(found, addresses, dataset.manifest));
}

http::Response nearest_addresses(http::Request const& request, Dataset const& dataset) {
  if (!dataset.addresses) return no_addresses();
  auto const inputs = read_inputs(request, {"lon", "lat", "limit"});
  if (!inputs) return to_response(inputs.error());
  auto const point = find_point(*inputs);
  if (!point) return to_response(point.error());
  if (!*point) return to_response(check_point({}, {}).error());
  auto const limit = find_limit(*inputs, kNearest);
  if (!limit) return to_response(limit.error());
  auto const& addresses = dataset.addresses->index;
  auto const found = reverse(addresses, **point, kNearestMetres, *limit);
  return json(encode_reverse(found, addresses, dataset.manifest));
}

}  // namespace qpv::handlers
