// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/ogc.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "geo/json/ogc.h"
#include "service/handlers/ogc_query.h"
#include "service/handlers/own_address.h"

namespace qpv::handlers {
namespace {

http::Response page(std::string_view type, std::string body) {
  http::Response response;
  response.content_type = type;
  response.dataset_only = true;
  response.body = std::move(body);
  return response;
}

std::string root_of(http::Request const& request) { return own_address(request) + "/ogc"; }

http::Response no_such(std::string_view what) {
  return http::problem(http::ProblemType::kNotFound, fmt::format("{} n’existe pas.", what));
}

// No parameters, and a collection that exists where the path names one.
std::optional<http::Response> check(http::Request const& request) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  return std::nullopt;
}
bool is_known(http::Request const& request) {
  return request.path_parameter("collection") == kOgcCollection;
}

std::string address_of(http::Request const& request, OgcQuery const& query, std::size_t offset) {
  auto text = fmt::format("{}/collections/{}/items?limit={}&offset={}", root_of(request),
                          kOgcCollection, query.limit, offset);
  if (auto const& box = query.box) {
    text +=
        fmt::format("&bbox={},{},{},{}", box->min.lon, box->min.lat, box->max.lon, box->max.lat);
  }
  if (query.from || query.to) {
    auto const end = [](std::optional<Date> day) { return day ? format_date(*day) : ".."; };
    text += fmt::format("&datetime={}/{}", end(query.from), end(query.to));
  }
  return text;
}

}  // namespace

http::Response ogc_landing(http::Request const& request, Dataset const& /*dataset*/) {
  if (auto refused = check(request)) return *refused;
  return page(http::kJson,
              encode_ogc_landing(root_of(request), own_address(request) + "/openapi.json"));
}

http::Response ogc_conformance(http::Request const& request, Dataset const& /*dataset*/) {
  if (auto refused = check(request)) return *refused;
  return page(http::kJson, encode_ogc_conformance(root_of(request)));
}

http::Response ogc_collections(http::Request const& request, Dataset const& dataset) {
  if (auto refused = check(request)) return *refused;
  return page(http::kJson, encode_ogc_collections(root_of(request), dataset.manifest));
}

http::Response ogc_collection(http::Request const& request, Dataset const& dataset) {
  if (!is_known(request)) return no_such("Cette collection");
  if (auto refused = check(request)) return *refused;
  return page(http::kJson, encode_ogc_collection(root_of(request), dataset.manifest));
}

http::Response ogc_items(http::Request const& request, Dataset const& dataset) {
  if (!is_known(request)) return no_such("Cette collection");
  auto const query = read_ogc_query(request.query);
  if (!query) return to_response(query.error());
  auto const all = select(*query, dataset);
  auto const first = std::min(query->offset, all.size());
  auto const count = std::min(query->limit, all.size() - first);
  OgcPage items{std::span(all).subspan(first, count),
                all.size(),
                address_of(request, *query, query->offset),
                {},
                {}};
  if (first + count < all.size()) items.next = address_of(request, *query, first + count);
  if (first > 0)
    items.previous = address_of(request, *query, first - std::min(first, query->limit));
  return page(http::kGeoJson, encode_ogc_items(root_of(request), items));
}

http::Response ogc_item(http::Request const& request, Dataset const& dataset) {
  if (!is_known(request)) return no_such("Cette collection");
  if (auto refused = check(request)) return *refused;
  auto const idx = dataset.perimeters.find(request.path_parameter("code"));
  if (!idx) return no_such("Ce périmètre");
  return page(http::kGeoJson, encode_ogc_item(root_of(request), dataset.perimeters[*idx]));
}

}  // namespace qpv::handlers
