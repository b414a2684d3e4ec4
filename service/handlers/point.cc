// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/point.h"

#include <array>

#include "geo/json/decode.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

// A phone that knows no better than this knows nothing.
constexpr double kWorstAccuracyMetres = 100'000;

http::Response answer(Parsed<PointQuestion> const& question, Dataset const& dataset) {
  if (!question) return to_response(question.error());
  auto const verdict = decide_point(dataset.perimeters, question->position, question->date);
  http::Response response;
  response.content_type = http::kJson;
  response.headers = http::kNoStore;
  response.body = dataset.point_encoder.encode(question->position.point, question->date, verdict);
  return response;
}

}  // namespace

Parsed<PointQuestion> check_point_question(std::optional<double> lon, std::optional<double> lat,
                                           std::optional<double> accuracy,
                                           std::optional<std::string_view> date,
                                           Dataset const& dataset) {
  auto const point = check_point(lon, lat);
  if (!point) return tl::unexpected(point.error());
  if (accuracy && (*accuracy < 0 || *accuracy > kWorstAccuracyMetres)) {
    return refuse("accuracy",
                  "Le paramètre « accuracy » (rayon en mètres) doit être compris entre 0 et "
                  "100000.");
  }
  auto const day = check_date(date, dataset);
  if (!day) return tl::unexpected(day.error());
  return PointQuestion{{*point, sigma_of_radius95(accuracy.value_or(0))}, *day};
}

http::Response get_point(http::Request const& request, Dataset const& dataset) {
  static constexpr std::array<std::string_view, 4> kNames{"lon", "lat", "date", "accuracy"};
  auto const texts = find_all(request.query, kNames);
  if (!texts) return to_response(texts.error());
  auto const& [lon_text, lat_text, date, accuracy_text] = *texts;
  auto const lon = read_number(lon_text, "lon");
  if (!lon) return to_response(lon.error());
  auto const lat = read_number(lat_text, "lat");
  if (!lat) return to_response(lat.error());
  auto const accuracy = read_number(accuracy_text, "accuracy");
  if (!accuracy) return to_response(accuracy.error());
  return answer(check_point_question(*lon, *lat, *accuracy, date, dataset), dataset);
}

http::Response post_point(http::Request const& request, Dataset const& dataset) {
  if (auto const names = check_names(request.query, {}); !names) return to_response(names.error());
  auto const body = decode_point_body(request.body);
  if (!body) {
    if (body.error().code == ErrorCode::kInvalidArgument) return http::problem(body.error());
    return http::problem(http::ProblemType::kInvalidBody, body.error().message);
  }
  return answer(check_point_question(body->lon, body->lat, body->accuracy, body->date, dataset),
                dataset);
}

}  // namespace qpv::handlers
