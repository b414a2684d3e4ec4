// SPDX-License-Identifier: EUPL-1.2
//
// The routers and openapi.json know the same paths and methods. A path of the operator's port
// says so by `servers` of its own; the probes are on both.
#include "service/routes.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "tests/contract/described.h"

namespace qpv {
namespace {

using Operations = std::set<std::string>;  // "GET /v1/point"

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

Operations described(bool operators_only) {
  Operations operations;
  auto const document = test::served_description();
  for (auto const& path : document["paths"].GetObject()) {
    if (path.value.HasMember("servers") != operators_only) continue;
    for (auto const& method : path.value.GetObject()) {
      if (!method.value.IsObject()) continue;  // servers, parameters
      operations.insert(upper(method.name.GetString()) + " " + path.name.GetString());
    }
  }
  return operations;
}

Operations routed(http::Router const& router) {
  Operations operations;
  for (auto const& route : router.routes()) {
    operations.insert(std::string(http::to_string(route.method)) + " " + route.pattern);
  }
  return operations;
}

// The media types that an object of openapi.json describes, of answers or of a body.
std::set<std::string> media_types(rapidjson::Value const& described) {
  std::set<std::string> types;
  if (!described.HasMember("content")) return types;
  for (auto const& type : described["content"].GetObject()) types.insert(type.name.GetString());
  return types;
}

std::string without_parameters(std::string_view type) {
  return std::string(type.substr(0, type.find(';')));
}

void expect_described_media(http::Router const& router) {
  auto const document = test::served_description();
  for (auto const& route : router.routes()) {
    std::string method(http::to_string(route.method));
    std::transform(method.begin(), method.end(), method.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    auto const& operation = document["paths"][route.pattern.c_str()][method.c_str()];
    std::set<std::string> produces;
    for (auto const type : route.terms.produces) produces.insert(without_parameters(type));
    EXPECT_EQ(produces, media_types(operation["responses"]["200"])) << method << route.pattern;
    std::set<std::string> const consumes(route.terms.consumes.begin(), route.terms.consumes.end());
    EXPECT_EQ(consumes, operation.HasMember("requestBody") ? media_types(operation["requestBody"])
                                                           : std::set<std::string>())
        << method << route.pattern;
  }
}

TEST(Routes, ProduceAndConsumeWhatIsDescribed) {
  Serving const serving{DatasetSlot(nullptr)};
  Metrics const metrics;
  expect_described_media(public_routes(serving));
  expect_described_media(ops_routes(serving, metrics));
}

TEST(Routes, OfThePublicPortAreThoseDescribed) {
  Serving const serving{DatasetSlot(nullptr)};
  EXPECT_EQ(routed(public_routes(serving)), described(false));
}

TEST(Routes, OfTheOperatorsPortAreThoseDescribedAndTheProbes) {
  Serving const serving{DatasetSlot(nullptr)};
  Metrics const metrics;
  auto expected = described(true);
  expected.insert({"GET /healthz", "GET /readyz"});
  EXPECT_EQ(routed(ops_routes(serving, metrics)), expected);
}

}  // namespace
}  // namespace qpv
