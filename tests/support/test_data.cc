// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/test_data.h"

#include <cstdlib>

namespace qpv::test {
namespace {

std::string environment(char const* name, char const* otherwise) {
  char const* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

}  // namespace

std::filesystem::path source_dir() { return environment("QPV_SOURCE", "."); }
std::filesystem::path bin_dir() { return environment("QPV_BIN", "build/dev/bin"); }

std::optional<std::filesystem::path> test_data(std::string const& relative) {
  auto const beside = (source_dir() / ".." / "shared" / "data").string();
  auto path = std::filesystem::path(environment("QPV_TEST_DATA", beside.c_str())) / relative;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

unsigned seed() {
  constexpr char const* kFixed = "20261123";
  return static_cast<unsigned>(std::stoul(environment("QPV_TEST_SEED", kFixed)));
}

}  // namespace qpv::test
