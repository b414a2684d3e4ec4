// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "service/handlers/documentation.h"

namespace qpv::test {

// The description of the API as the program serves it.
inline rapidjson::Document served_description() {
  rapidjson::Document document;
  document.Parse(handlers::openapi({}).body.c_str());
  EXPECT_FALSE(document.HasParseError());
  return document;
}

}  // namespace qpv::test
