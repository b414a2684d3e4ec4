// SPDX-License-Identifier: EUPL-1.2
//
// How long a country's perimeters take from the program's start to its first answer.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/http/served.h"
#include "tests/support/made_perimeters.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::size_t kPerimeters = 1600;

bool is_ready(std::string const& address) {
  try {
    return test::get(address, "/readyz").status == 200;
  } catch (std::exception const&) {
    return false;  // nobody listens yet
  }
}

Milliseconds time_to_ready(std::filesystem::path const& dataset) {
  test::TempDir const dir;
  auto const address = "unix:" + (dir / "socket").string();
  auto const start = Clock::now();
  test::Background server({(test::bin_dir() / "qpv-server").string(), "--dataset", dataset.string(),
                           "--listen", address, "--ops-listen", "none"},
                          dir / "log");
  while (!is_ready(address)) {
    if (Clock::now() - start > std::chrono::minutes(2)) throw std::runtime_error(server.log());
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  Milliseconds const taken = Clock::now() - start;
  auto const about = test::get(address, "/v1/about");
  if (about.body.find(std::to_string(kPerimeters)) == std::string::npos) {
    throw std::runtime_error(about.body);
  }
  return taken;
}

TEST(Start, ACountryIsServedInHalfASecond) {
  test::TempDir const dir;
  test::write_file(dir / "made.geojson", test::made_perimeters(kPerimeters, test::seed()));
  test::import_dataset({"--perimeters", (dir / "made.geojson").string()}, dir / "dataset");
  std::vector<Milliseconds> times(5);
  for (auto& time : times) time = time_to_ready(dir / "dataset");
  std::ranges::sort(times);
  std::cout << kPerimeters << " perimeters, from exec to the first 200 of /readyz: best "
            << times.front().count() << " ms, median " << times[times.size() / 2].count()
            << " ms, worst " << times.back().count() << " ms\n";
  EXPECT_LT(times[times.size() / 2].count(), 500) << "median of five";
}

}  // namespace
}  // namespace qpv
