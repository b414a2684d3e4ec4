// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/support/temp_dir.h"
#include "tools/import/import.h"

namespace qpv::test {

// A dataset `d` in that folder: one triangle with nothing known around it, in force from 2024. Call
// it within ASSERT_NO_FATAL_FAILURE.
inline void import_triangle(TempDir const& dir) {
  write_file(dir / "a.geojson",
             R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
             R"({"code_qp":"QN06201M","lib_qp":"a"},"geometry":{"type":"Polygon","coordinates":)"
             R"([[[2.8,50.4],[2.81,50.4],[2.81,50.41],[2.8,50.4]]]}}]})");
  auto const done = import::import_files(
      {{{dir / "a.geojson", std::nullopt}}, std::nullopt, std::nullopt, dir / "d"},
      [](std::string const&) {});
  ASSERT_TRUE(done.has_value()) << done.error().message;
}

}  // namespace qpv::test
