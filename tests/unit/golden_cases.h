// SPDX-License-Identifier: EUPL-1.2
//
// Cases of tests/golden that the staff page's own code is held against too.
#pragma once

#include <rapidjson/document.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace qpv::test {

inline rapidjson::Document golden_cases(std::string const& name) {
  std::ifstream file(std::string(std::getenv("QPV_SOURCE")) + "/tests/golden/" + name);
  std::string const text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  rapidjson::Document document;
  document.Parse(text.data(), text.size());
  return document;
}

}  // namespace qpv::test
