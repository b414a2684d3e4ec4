// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/geocode_batch.h"

#include <vector>

#include "geo/json/geocode_answer.h"
#include "geo/json/geocode_batch.h"
#include "service/clock.h"
#include "service/handlers/address.h"
#include "service/handlers/geocoder.h"

namespace qpv::handlers {
namespace {

constexpr std::size_t kMostRequests = 100;
constexpr Limit kTwo{2, 2};
// addok-server's errors are the Géoplateforme's.
constexpr GeocodeDialect kDialect = kGeoplateforme;

GeocodeResult failed(GeocodeBatchItem const& item, GeocodeFault const& fault) {
  auto const name = fault.parameter.empty() ? std::string() : fault.parameter + ": ";
  return {item.id, std::nullopt, std::nullopt, name + fault.description};
}

// What is forced is not asked.
http::Parameters parameters_of(GeocodeBatchItem const& item) {
  http::Parameters out;
  for (auto const& each : item.parameters) {
    if (each.first != "limit" && each.first != "autocomplete") out.push_back(each);
  }
  return out;
}

GeocodeResult answer_one(GeocodeBatchItem const& item, Dataset const& dataset, Date today) {
  bool const reverse = item.operation == "reverse";
  if (!reverse && item.operation != "geocode") {
    return failed(item, invalid("operation", "geocode or reverse is expected"));
  }
  auto const parameters = parameters_of(item);
  auto const question = read_geocode_question(parameters, kDialect, kTwo);
  if (!question) return failed(item, question.error());
  std::vector<GeocodeMatch> found;
  if (reverse) {
    if (!question->place) return failed(item, missing("lon"));
    found = find_nearest(*question->place, to_query(*question), kDialect.reverse_metres, dataset,
                         today);
  } else {
    if (auto const text = check_text(question->text, kDialect); !text) {
      return failed(item, text.error());
    }
    found = find_addresses(to_query(*question), dataset, today, 1);
  }
  GeocodeResult out{item.id, std::nullopt, std::nullopt, {}};
  if (!found.empty()) out.feature = feature_of(found[0], question->place, dataset, today);
  if (found.size() > 1) out.next_score = score_of(found[1]);
  return out;
}

}  // namespace

http::Response geocode_batch(http::Request const& request, Dataset const& dataset) {
  if (!dataset.addresses) return no_addresses();
  auto const items = read_geocode_batch(request.body);
  if (!items) return to_response(invalid("body", items.error().message), kDialect);
  if (items->size() > kMostRequests) {
    return to_response(invalid("requests", "100 requests at most are expected"), kDialect);
  }
  auto const today = today_in_paris();
  std::vector<GeocodeResult> results;
  results.reserve(items->size());
  for (auto const& item : *items) results.push_back(answer_one(item, dataset, today));
  http::Response response;
  response.content_type = http::kJson;
  response.headers = http::kNoStore;
  response.body = encode_geocode_results(results);
  return response;
}

}  // namespace qpv::handlers
