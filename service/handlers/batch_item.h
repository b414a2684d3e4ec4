// SPDX-License-Identifier: EUPL-1.2
//
// One question of a batch, asked of the route that answers it alone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "geo/dataset/dataset.h"
#include "service/http/message.h"

namespace qpv::handlers {

// What the questions of one batch have in common: one dataset from the first to the last.
struct BatchTerms {
  std::shared_ptr<Dataset const> dataset;
  std::optional<std::string> date;  // for questions without one of their own
  std::string base_path;            // before the types of problems
};

// {"id":..,"status":..,"body":..}: the body is byte for byte what POST /v1/address or, with a lon
// or lat, POST /v1/point answers to the question without its id.
std::string answer_item(std::string_view json, BatchTerms const& terms);

// The same for something that is no question: a problem without an id.
std::string refuse_item(http::Response problem, BatchTerms const& terms);

}  // namespace qpv::handlers
