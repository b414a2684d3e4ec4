// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/batch_item.h"

#include <exception>
#include <utility>

#include "geo/json/batch_item.h"
#include "service/handlers/address.h"
#include "service/handlers/point.h"
#include "service/http/problem.h"

namespace qpv::handlers {
namespace {

http::Response not_a_question(Error const& error) {
  if (error.code == ErrorCode::kInvalidArgument) return http::problem(error);
  return http::problem(http::ProblemType::kInvalidBody, error.message);
}

// A question that fails for no fault of its own does not take the others with it, as it would not
// alone.
http::Response ask(BatchItem const& item, Dataset const& dataset) {
  http::Request request;
  request.method = http::Method::kPost;
  request.body = item.question;
  try {
    return item.of_point ? post_point(request, dataset) : ask_address(request, dataset);
  } catch (std::exception const&) {
    return http::problem(http::ProblemType::kInternal,
                         "Le service a rencontré une erreur ; réessayez.");
  }
}

std::string encode(std::string_view id, http::Response response, BatchTerms const& terms) {
  if (response.path_at > 0) response.body.insert(response.path_at, terms.base_path);
  return encode_batch_result(id, response.status, response.body);
}

}  // namespace

std::string answer_item(std::string_view json, BatchTerms const& terms) {
  auto const item = read_batch_item(json, terms.date);
  if (!item) return refuse_item(not_a_question(item.error()), terms);
  return encode(item->id, ask(*item, *terms.dataset), terms);
}

std::string refuse_item(http::Response problem, BatchTerms const& terms) {
  return encode("null", std::move(problem), terms);
}

}  // namespace qpv::handlers
