// SPDX-License-Identifier: EUPL-1.2
//
// Every problem type of the service, in one table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/core/result.h"
#include "geo/core/types.h"
#include "service/http/message.h"

namespace qpv::http {

enum class ProblemType {
  kBadRequest,        // 400: not HTTP as RFC 9112 has it, or not decodable
  kInvalidParameter,  // 400: names the parameter
  kInvalidBody,       // 400: JSON or form that cannot be read
  kDateNotCovered,    // 400: no generation of the dataset is in force on that day
  kUnauthorized,      // 401, with WWW-Authenticate
  kNotFound,          // 404
  kMethodNotAllowed,  // 405, with Allow
  kNotAcceptable,     // 406: names what there is
  kTimeout,           // 408
  kDatasetChanged,    // 409: the request holds to another dataset than the one served
  kBodyTooLarge,      // 413
  kTargetTooLong,     // 414
  kUnsupportedMedia,  // 415
  kExpectation,       // 417
  kInvalidGeometry,   // 422: says where
  kAreaTooLarge,      // 422: more than can be answered exactly or in time
  kTooManyOfClient,   // 429, with Retry-After
  kHeadTooLarge,      // 431
  kInternal,          // 500
  kNotImplemented,    // 501
  kUnavailable,       // 503
  kNoAddresses,       // 503: the dataset has none
  kVersion,           // 505
};

// A row of the table. The texts are French, for the person who reads the answer or the page at the
// type's URI, /problems/{name}.
struct ProblemKind {
  ProblemType type;
  unsigned status;
  std::string_view name;
  std::string_view title;
  std::string_view meaning;  // what happened
  std::string_view advice;   // what to do about it
};

// Every type, in the order of the enumeration.
std::span<ProblemKind const> problem_kinds();

Response problem(ProblemType type, std::string detail, std::string parameter = {});
// Something in the body, at a JSON pointer; of a shape, at a place.
Response problem_at(ProblemType type, std::string detail, std::optional<std::string> pointer,
                    std::optional<LonLat> position);
// What a library of ours reports, as its caller sees it.
Response problem(Error const& error);

}  // namespace qpv::http
