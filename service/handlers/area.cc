// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/area.h"

#include <fmt/format.h>

#include "geo/core/area.h"
#include "geo/json/area_answer.h"
#include "geo/json/area_body.h"
#include "geo/ogr/validity.h"
#include "service/handlers/parameters.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

using http::ProblemType;

http::Response unreadable(Error const& error) {
  auto const pointer = error.where.empty() ? std::nullopt : std::optional(error.where);
  switch (error.code) {
    case ErrorCode::kInvalidArgument:
      return http::problem_at(ProblemType::kInvalidGeometry, error.message, pointer, {});
    case ErrorCode::kTooLarge:
      return http::problem_at(ProblemType::kAreaTooLarge, error.message, pointer, {});
    default:
      return http::problem(ProblemType::kInvalidBody, error.message);
  }
}

}  // namespace

http::Response post_area(http::Request const& request, Dataset const& dataset) {
  if (auto const names = check_names(request.query, {"date"}); !names) {
    return to_response(names.error());
  }
  auto const date = check_date(find(request.query, "date"), dataset);
  if (!date) return to_response(date.error());
  AreaRules const rules;
  auto const area = decode_area_body(request.body, rules.max_vertices);
  if (!area) return unreadable(area.error());
  if (auto const flaw = ogr::find_flaw(*area)) {
    return http::problem_at(ProblemType::kInvalidGeometry,
                            fmt::format("Le contour de l’aire est incorrect : {}.", flaw->reason),
                            {}, flaw->at);
  }
  auto const verdict = decide_area(dataset.perimeters, *area, *date, rules);
  if (!verdict) return unreadable(verdict.error());
  http::Response response;
  response.content_type = http::kJson;
  response.headers = http::kNoStore;
  response.body = encode_area_answer(*verdict, *date, dataset.perimeters, dataset.manifest);
  return response;
}

}  // namespace qpv::handlers
