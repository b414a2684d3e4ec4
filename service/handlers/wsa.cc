// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/wsa.h"

#include <algorithm>
#include <utility>

#include "geo/core/france.h"
#include "geo/json/bracketed.h"
#include "geo/json/wsa_answer.h"
#include "service/clock.h"
#include "service/handlers/address.h"
#include "service/handlers/address_question.h"
#include "service/handlers/point.h"

namespace qpv::handlers {
namespace {

constexpr std::size_t kMostTypes = 10;

http::Response json(WsaAnswer const& answer) {
  http::Response response;
  response.content_type = http::kJson;
  response.headers = http::kNoStore;
  response.body = encode_wsa(answer);
  return response;
}

Parsed<http::Parameters> read_parameters(http::Request const& request) {
  if (request.method != http::Method::kPost) return request.query;
  auto pairs = decode_bracketed(request.body);
  if (pairs) return std::move(*pairs);
  return tl::unexpected(
      Refusal{http::ProblemType::kInvalidBody, std::move(pairs.error().message), {}});
}

// "type_quartier", "type_quartier[]" or "type_quartier[0]"; without any, QP.
Parsed<std::vector<std::string>> types_of(http::Parameters const& parameters) {
  std::vector<std::string> types;
  for (auto const& [name, value] : parameters) {
    auto const base = std::string_view(name).substr(0, name.find('['));
    if (base == "type_quartier" && !value.empty()) types.push_back(value);
  }
  if (types.size() > kMostTypes) return refuse("type_quartier", "Trop de types sont demandés.");
  if (types.empty()) types.emplace_back("QP");
  return types;
}

std::string part(http::Parameters const& parameters, std::string_view name) {
  auto const found = find(parameters, "adresse[" + std::string(name) + "]");
  return found ? std::string(*found) + " " : std::string();
}

// The parts on one line, in the order in which they are written on a letter. The type of address
// says which parts there are; AFNOR2 numbers them.
std::string line_of(http::Parameters const& parameters) {
  return part(parameters, "0") + part(parameters, "1") + part(parameters, "num_voie") +
         part(parameters, "nom_voie") + part(parameters, "code_postal") +
         part(parameters, "nom_commune");
}

Parsed<void> check_kind(http::Parameters const& parameters) {
  auto const kind = find(parameters, "type_adresse");
  if (!kind || *kind == "MIXTE" || *kind == "WSA" || *kind == "AFNOR2") return {};
  return refuse("type_adresse", "« type_adresse » est MIXTE, WSA ou AFNOR2.");
}

// The last day on which the first generation was in force where the point is: it ended a year later
// overseas. None when the dataset does not hold it.
std::optional<Date> last_day_of_2015(LonLat point, Dataset const& dataset) {
  auto const* const zone = french_zone_at(point);
  bool const overseas = zone != nullptr && !zone->departement.empty();
  std::optional<Date> day;
  for (auto const& row : dataset.manifest.generations) {
    if (row.generation != 2015) continue;
    auto const last = row.validity.to.value_or(today_in_paris());
    if (!day) day = last;
    day = overseas ? std::max(*day, last) : std::min(*day, last);
  }
  return day;
}

// Nothing for a type that is no QPV, and for a generation that the dataset does not hold: null.
std::optional<Date> day_of(std::string_view type, LonLat point, Dataset const& dataset) {
  if (type == "QP_2015") return last_day_of_2015(point, dataset);
  auto const today = today_in_paris();
  if (type == "QP" && dataset.perimeters.in_force(today)) return today;
  return std::nullopt;
}

WsaZone zone_of(std::string type, Verdict const& verdict, Dataset const& dataset) {
  WsaZone zone{std::move(type), std::nullopt, {}, {}};
  if (verdict.answer == Answer::kOutside) zone.inside = false;
  if (verdict.answer != Answer::kInside || verdict.perimeters.empty()) return zone;
  auto const& perimeter = dataset.perimeters[verdict.perimeters.front()];
  zone.inside = true;
  zone.name = perimeter.name;
  zone.code = perimeter.code;
  return zone;
}

// For finding the address: which day decides depends on where it is.
std::string any_day(Dataset const& dataset) {
  auto const today = today_in_paris();
  if (dataset.perimeters.in_force(today)) return format_date(today);
  return format_date(dataset.manifest.generations.back().validity.from);
}

WsaAddress found_address(AddressVerdict const& found, Dataset const& dataset) {
  if (!found.address) return {};
  auto const& addresses = dataset.addresses->index;
  auto const code = addresses[found.address->commune].citycode;
  auto const today = today_in_paris();
  auto const lies_there = [&](Perimeter const& perimeter) {
    return perimeter.validity.contains(today) &&
           std::ranges::any_of(perimeter.communes,
                               [&](Commune const& commune) { return commune.code == code; });
  };
  return {label(addresses, *found.address), found.address->score,
          std::ranges::any_of(dataset.perimeters.all(), lies_there)};
}

}  // namespace

http::Response wsa_address(http::Request const& request, Dataset const& dataset) {
  if (!dataset.addresses) return no_addresses();
  auto const parameters = read_parameters(request);
  if (!parameters) return to_response(parameters.error());
  auto const types = types_of(*parameters);
  if (!types) return to_response(types.error());
  if (auto const kind = check_kind(*parameters); !kind) return to_response(kind.error());
  Inputs const inputs{{{"q", line_of(*parameters)}, {"date", any_day(dataset)}}, {}};
  auto question = check_address_question(inputs, dataset);
  if (!question) return to_response(question.error());
  auto found = decide(*question, dataset);
  WsaAnswer answer{found_address(found, dataset), {}};
  for (auto const& type : *types) {
    auto const day = found.position ? day_of(type, *found.position, dataset) : std::nullopt;
    if (!day) {
      answer.zones.push_back({type, std::nullopt, {}, {}});
      continue;
    }
    bool const same = *day == question->date;
    question->date = *day;
    if (!same) found = decide(*question, dataset);
    answer.zones.push_back(zone_of(type, found.verdict, dataset));
  }
  return json(answer);
}

http::Response wsa_point(http::Request const& request, Dataset const& dataset) {
  auto const types = types_of(request.query);
  if (!types) return to_response(types.error());
  auto const lon = read_number(find(request.query, "x"), "x");
  if (!lon) return to_response(lon.error());
  auto const lat = read_number(find(request.query, "y"), "y");
  if (!lat) return to_response(lat.error());
  auto const point = check_point(*lon, *lat);
  if (!point) {
    return to_response({point.error().type,
                        "« x » est la longitude, « y » la latitude : " + point.error().detail,
                        point.error().parameter == "lon" ? "x" : "y"});
  }
  WsaAnswer answer;
  for (auto const& type : *types) {
    auto const day = day_of(type, *point, dataset);
    answer.zones.push_back(
        day ? zone_of(type, decide_point(dataset.perimeters, {*point, 0}, *day), dataset)
            : WsaZone{type, std::nullopt, {}, {}});
  }
  return json(answer);
}

}  // namespace qpv::handlers
