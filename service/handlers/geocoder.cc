// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/geocoder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "geo/address/suggest.h"
#include "geo/core/ground.h"
#include "geo/core/version.h"
#include "geo/dataset/decide.h"
#include "geo/json/geocode_answer.h"
#include "geo/json/geocode_capabilities.h"
#include "service/clock.h"
#include "service/handlers/address.h"
#include "service/handlers/address_question.h"

namespace qpv::handlers {
namespace {

// What is looked at before filters leave some of it.
constexpr std::size_t kBeforeFilters = 50;
constexpr double kWhole = 0.9;  // the text is an address, not the beginning of one
constexpr double kScoreMetres = 1000;

http::Response json(std::string body) {
  http::Response response;
  response.content_type = http::kJson;
  response.headers = http::kNoStore;
  response.body = std::move(body);
  return response;
}

Verdict unknown() {
  Verdict verdict{};
  verdict.answer = Answer::kUncertain;
  verdict.doubt = Doubt::kNotCovered;
  return verdict;
}

Verdict verdict_of(AddressMatch const& match, Dataset const& dataset, Date date) {
  if (!dataset.perimeters.in_force(date)) return unknown();
  return decide_match(dataset, match, date);
}

bool has_filters(GeocodeQuestion const& question) {
  return !question.citycodes.empty() || !question.postcodes.empty() || !question.kinds_text.empty();
}

// The communes of the filter's codes come first, so that what passes is among what is looked at.
std::vector<CommuneIdx> filtered_communes(std::string_view codes, AddressIndex const& addresses) {
  std::vector<CommuneIdx> out;
  for (std::size_t at = 0; at < codes.size();) {
    auto const end = std::min(codes.find(' ', at), codes.size());
    auto const commune = addresses.find_commune(codes.substr(at, end - at));
    if (commune) out.push_back(*commune);
    at = end + 1;
  }
  std::ranges::sort(out);
  return out;
}

bool same_address(AddressMatch const& a, AddressMatch const& b) {
  if (a.kind != b.kind || a.commune != b.commune) return false;
  if (a.kind == MatchKind::kMunicipality) return true;
  return a.street == b.street && (a.kind != MatchKind::kHousenumber || a.number == b.number);
}

// What the text is, where all of it is typed; then what it may become.
std::vector<GeocodeMatch> complete(GeocodeQuestion const& question, Dataset const& dataset,
                                   Date date) {
  auto const& addresses = dataset.addresses->index;
  auto asked = to_query(question);
  asked.anywhere = false;
  auto out = find_addresses(asked, dataset, date, 1);
  out.resize(!out.empty() && out.front().match.score >= kWhole ? 1 : 0);
  bool const filtered = has_filters(question);
  auto const communes =
      filtered ? filtered_communes(question.citycodes, addresses) : dataset.territory_communes;
  SuggestQuery const query{*question.text, filtered ? kBeforeFilters : question.limit,
                           question.place, communes};
  std::vector<AddressMatch> found;
  suggest(addresses, query, thread_scratch(), found);
  if (filtered) keep_only(addresses, asked, found);
  for (auto const& match : found) {
    if (out.size() == question.limit) break;
    if (!out.empty() && same_address(out.front().match, match)) continue;
    out.push_back({match, std::nullopt, verdict_of(match, dataset, date)});
  }
  return out;
}

GeocodeAnswer answer_of(std::vector<GeocodeMatch> const& found, GeocodeQuestion const& question,
                        Dataset const& dataset, Date date) {
  GeocodeAnswer answer{};
  auto const& manifest = dataset.manifest;
  bool const fictitious = manifest.addresses && manifest.addresses->fictitious;
  answer.attribution = fictitious ? std::string_view(manifest.addresses->label) : "BAN";
  answer.query = question.text;
  answer.center = question.place;
  answer.limit = question.limit;
  for (auto const& [name, text] :
       {std::pair("citycode", &question.citycodes), std::pair("postcode", &question.postcodes),
        std::pair("type", &question.kinds_text)}) {
    if (!text->empty()) answer.filters.emplace_back(name, *text);
  }
  for (auto const& each : found) {
    answer.features.push_back(feature_of(each, question.place, dataset, date));
  }
  return answer;
}

}  // namespace

AddressQuery to_query(GeocodeQuestion const& question) {
  AddressQuery query;
  query.text = question.text.value_or(std::string_view());
  query.city = question.city;
  query.only_citycode = question.citycodes;
  query.only_postcode = question.postcodes;
  query.only_kinds = question.kinds;
  query.near = question.place;
  query.limit = question.limit;
  return query;
}

double reverse_score(double metres) { return std::max(0.0, 1 - metres / kScoreMetres); }

double score_of(GeocodeMatch const& match) {
  return match.metres ? reverse_score(*match.metres) : match.match.score;
}

GeocodeFeature feature_of(GeocodeMatch const& match, std::optional<LonLat> place,
                          Dataset const& dataset, Date date) {
  auto address = ban_address(dataset.addresses->index, match.match);
  auto metres = match.metres;
  if (!metres && place) metres = ground_distance(*place, address.position);
  return {std::move(address), score_of(match), metres,
          qpv_answer(match.verdict, dataset.perimeters, dataset.manifest, date)};
}

Verdict verdict_at(LonLat place, Dataset const& dataset, Date date) {
  if (!dataset.perimeters.in_force(date)) return unknown();
  return decide_point(dataset.perimeters, {place, 0}, date);
}

std::vector<GeocodeMatch> find_addresses(AddressQuery const& query, Dataset const& dataset,
                                         Date date, std::size_t judged) {
  auto const decided = decide({query, date}, dataset);
  std::vector<GeocodeMatch> out;
  bool const known = dataset.perimeters.in_force(date);
  for (auto const& match : decided.candidates) {
    out.push_back({match, std::nullopt, {}});
    if (out.size() > judged) continue;
    bool const best = out.size() == 1;
    out.back().verdict = best && known ? decided.verdict : verdict_of(match, dataset, date);
  }
  return out;
}

std::vector<GeocodeMatch> find_nearest(LonLat place, AddressQuery const& filters, double metres,
                                       Dataset const& dataset, Date date) {
  auto const& addresses = dataset.addresses->index;
  auto const verdict = verdict_at(place, dataset, date);
  std::vector<GeocodeMatch> out;
  for (auto const& each : reverse(addresses, place, metres, kBeforeFilters)) {
    std::vector<AddressMatch> match{as_match(addresses, each)};
    keep_only(addresses, filters, match);
    if (!match.empty()) out.push_back({match.front(), each.metres, verdict});
    if (out.size() == filters.limit) break;
  }
  return out;
}

http::Response geocode(http::Request const& request, Dataset const& dataset,
                       GeocodeDialect const& dialect) {
  if (!dataset.addresses) return no_addresses();
  auto const question = read_geocode_question(request.query, dialect, dialect.search_limit);
  if (!question) return to_response(question.error(), dialect);
  if (auto const text = check_text(question->text, dialect); !text) {
    return to_response(text.error(), dialect);
  }
  auto const today = today_in_paris();
  std::vector<GeocodeMatch> found;
  if (question->autocomplete && question->city.empty()) found = complete(*question, dataset, today);
  // What is misspelt, or more than an address, is not the beginning of one.
  if (found.empty()) {
    found = find_addresses(to_query(*question), dataset, today, question->limit);
  }
  return json(encode_geocode(answer_of(found, *question, dataset, today)));
}

http::Response reverse_geocode(http::Request const& request, Dataset const& dataset,
                               GeocodeDialect const& dialect) {
  if (!dataset.addresses) return no_addresses();
  auto const question = read_geocode_question(request.query, dialect, dialect.reverse_limit);
  if (!question) return to_response(question.error(), dialect);
  if (!question->place) return to_response(missing("lon"), dialect);
  auto const today = today_in_paris();
  auto const found =
      find_nearest(*question->place, to_query(*question), dialect.reverse_metres, dataset, today);
  return json(encode_geocode(answer_of(found, *question, dataset, today)));
}

http::Response geocoder_capabilities(http::Request const&, Dataset const& dataset,
                                     GeocodeDialect const&) {
  if (!dataset.addresses) return no_addresses();
  static constexpr std::array<CapabilityParameter, 8> kSearch{{{"q", "string", true},
                                                               {"limit", "integer"},
                                                               {"autocomplete", "boolean"},
                                                               {"lat", "number"},
                                                               {"lon", "number"},
                                                               {"type", "string"},
                                                               {"postcode", "string"},
                                                               {"citycode", "string"}}};
  static constexpr std::array<CapabilityParameter, 6> kReverse{{{"lon", "number", true},
                                                                {"lat", "number", true},
                                                                {"limit", "integer"},
                                                                {"type", "string"},
                                                                {"postcode", "string"},
                                                                {"citycode", "string"}}};
  static constexpr std::array<Capability, 2> kOperations{
      {{"search", "D’une adresse écrite à son lieu", "/search", "GET", kSearch},
       {"reverse", "D’un lieu à l’adresse la plus proche", "/reverse", "GET", kReverse}}};
  auto const& summary = dataset.manifest.addresses;
  return json(
      encode_capabilities(kOperations, version(), summary ? std::string_view(summary->label) : ""));
}

}  // namespace qpv::handlers
