// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/perimeters.h"

#include <algorithm>
#include <optional>
#include <string>

#include "geo/core/commune_code.h"
#include "geo/json/encode.h"
#include "service/handlers/parameters.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

struct Filter {
  std::optional<Date> date;
  std::optional<std::string_view> commune;
  std::optional<std::string_view> code;
  bool territory_only = true;

  [[nodiscard]] bool accepts(Perimeter const& perimeter) const {
    if (date && !perimeter.validity.contains(*date)) return false;
    if (territory_only && !perimeter.in_territory) return false;
    if (code && perimeter.code != *code) return false;
    if (!commune) return true;
    return std::any_of(perimeter.communes.begin(), perimeter.communes.end(),
                       [&](Commune const& c) { return c.code && *c.code == *commune; });
  }
};

Parsed<Filter> read_filter(http::Parameters const& query, Dataset const& dataset) {
  if (auto const names = check_names(query, {"date", "commune", "code", "territory"}); !names) {
    return tl::unexpected(names.error());
  }
  Filter filter;
  filter.commune = find(query, "commune");
  if (filter.commune && !is_commune_code(*filter.commune)) {
    return refuse("commune", "« commune » doit être un code INSEE de 5 caractères, comme 62498.");
  }
  auto const territory = find(query, "territory");
  if (territory && *territory != "all") {
    return refuse("territory", "« territory » ne prend que la valeur « all ».");
  }
  filter.code = find(query, "code");
  filter.territory_only = !territory && !filter.code;
  auto const date = find(query, "date");
  if (date || !filter.code) {
    auto const day = check_date(date, dataset);
    if (!day) return tl::unexpected(day.error());
    filter.date = *day;
  }
  return filter;
}

std::vector<Perimeter const*> select(Dataset const& dataset, Filter const& filter) {
  std::vector<Perimeter const*> selected;
  for (auto const& perimeter : dataset.perimeters.all()) {
    if (filter.accepts(perimeter)) selected.push_back(&perimeter);
  }
  return selected;
}

// GeoJSON is JSON: who asks for the latter gets the same bytes under that name.
http::Response geojson(http::Request const& request, std::string body) {
  http::Response response;
  response.content_type = request.wanted_type;
  response.headers = "Vary: Accept\r\n";
  response.dataset_only = true;
  response.body = std::move(body);
  return response;
}

}  // namespace

std::vector<Perimeter const*> territory_perimeters(Dataset const& dataset, Date date) {
  Filter filter;
  filter.date = date;
  return select(dataset, filter);
}

http::Response list_perimeters(http::Request const& request, Dataset const& dataset) {
  auto const filter = read_filter(request.query, dataset);
  if (!filter) return to_response(filter.error());
  return geojson(request, encode_feature_collection(select(dataset, *filter), dataset.manifest));
}

http::Response get_perimeter(http::Request const& request, Dataset const& dataset) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  auto const idx = dataset.perimeters.find(request.path_parameter("code"));
  if (!idx) {
    return http::problem(http::ProblemType::kNotFound,
                         "Aucun périmètre de ces données ne porte ce code.", "code");
  }
  return geojson(request, encode_feature(dataset.perimeters[*idx]));
}

}  // namespace qpv::handlers
