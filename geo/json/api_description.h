// SPDX-License-Identifier: EUPL-1.2
//
// What a page about the API needs of service/openapi.json.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/core/result.h"

namespace qpv {

struct ApiRequest {
  std::string method;  // "GET"
  std::string target;  // "/v1/point?lon=2.8", encoded
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

// A request and what it is answered, as the description has them ("x-request").
struct ApiExample {
  std::string summary;
  ApiRequest request;
  std::string answer_type;  // "application/json"
  std::string answer;       // JSON is indented
};

struct ApiParameter {
  std::string name;
  std::string where;  // "query", "path", "header"
  bool required = false;
  std::string description;
  std::string example;  // empty where there is none
};

struct ApiOperation {
  std::string id;
  std::string method;
  std::string path;  // "/v1/perimeters/{code}"
  std::string tag;
  std::string summary;
  std::string description;  // paragraphs, **strong** and `code`
  std::vector<ApiParameter> parameters;
  std::vector<ApiExample> examples;  // of status 200, each with its request
};

struct ApiTag {
  std::string name;
  std::string description;
};

struct ApiDescription {
  std::string title;
  std::string description;
  std::vector<ApiTag> tags;
  std::vector<ApiOperation> operations;  // in the file's order
};

// kCorruptData where it is no JSON object with "paths"; what a member lacks is empty.
Result<ApiDescription> read_api_description(std::string_view json);

}  // namespace qpv
