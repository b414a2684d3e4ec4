// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <memory>
#include <string>

#include "tests/support/http_client.h"
#include "tests/support/server.h"

namespace qpv::test {

// One server on the embedded data for all tests of a suite.
class Served : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    dir = std::make_unique<TempDir>();
    import_dataset(embedded_sources(), *dir / "dataset");
    server = std::make_unique<Server>(*dir / "dataset");
  }
  static void TearDownTestSuite() {
    server.reset();
    dir.reset();
  }

  static Reply get(std::string const& target) { return test::get(server->address(), target); }

  static std::unique_ptr<TempDir> dir;
  static std::unique_ptr<Server> server;
};

inline std::unique_ptr<TempDir> Served::dir;
inline std::unique_ptr<Server> Served::server;

inline rapidjson::Document json_of(Reply const& reply) {
  rapidjson::Document document;
  document.Parse(reply.body.c_str());
  EXPECT_FALSE(document.HasParseError()) << reply.body;
  return document;
}

}  // namespace qpv::test
