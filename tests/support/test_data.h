// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace qpv::test {

// A file of the shared test data: in $QPV_TEST_DATA, else ../shared/data beside the sources.
// A newcomer's clone has none: the test then skips and says which file it lacks.
std::optional<std::filesystem::path> test_data(std::string const& relative);

std::filesystem::path source_dir();  // the project's sources ($QPV_SOURCE)
std::filesystem::path bin_dir();     // the built programs ($QPV_BIN)

// QPV_TEST_SEED when set, else a fixed number: reproducible, and explorable.
unsigned seed();

}  // namespace qpv::test

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): GTEST_SKIP must return from the test itself.
#define QPV_REQUIRE_DATA(variable, relative)                          \
  auto const variable##_found = qpv::test::test_data(relative);       \
  if (!variable##_found) GTEST_SKIP() << "no shared data: " relative; \
  auto const& variable = *variable##_found
