// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/file.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <iterator>
#include <random>
#include <thread>

#include "tests/golden/import_support.h"
#include "tests/support/temp_dir.h"

namespace qpv::test {
namespace {

namespace fs = std::filesystem;

std::ptrdiff_t entries(fs::path const& directory) {
  return std::distance(fs::directory_iterator(directory), fs::directory_iterator());
}

// Two inputs in turn, killed at random moments of a run's usual time: what is there is always one
// of the two, whole, and the next run clears up.
TEST(ImportKill, LeavesAWholeDataset) {
  TempDir const dir;
  write_file(dir / "a.geojson", squares({"QN06201M"}));
  write_file(dir / "b.geojson", squares({"QN06201M", "QN06202M"}));
  write_file(dir / "a.csv", addresses(1'000));
  write_file(dir / "b.csv", addresses(2'000));
  fs::create_directory(dir / "out");
  auto const out = dir / "out/d";
  auto const arguments = [&](std::string const& name) -> std::vector<std::string> {
    return {"--perimeters", (dir / (name + ".geojson")).string(),
            "--addresses",  (dir / (name + ".csv")).string(),
            "--out",        out.string()};
  };
  auto const start = std::chrono::steady_clock::now();
  ASSERT_EQ(import(arguments("a")).exit_code, 0);
  auto const usual = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  std::mt19937 random(seed());
  std::uniform_int_distribution<long> moment(0, usual.count() * 11 / 10);
  constexpr int kRuns = 60;
  int killed = 0;
  for (int i = 0; i < kRuns; ++i) {
    auto command = arguments(i % 2 == 0 ? "b" : "a");
    command.insert(command.begin(), (bin_dir() / "qpv-import").string());
    Background run(command, dir / "log");
    std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
    run.signal(SIGKILL);
    killed += run.wait(std::chrono::seconds(30)) == 128 + SIGKILL ? 1 : 0;
    auto const dataset = load_dataset(out);
    ASSERT_TRUE(dataset.has_value()) << i << ": " << dataset.error().message;
    auto const count = (*dataset)->manifest.perimeters;
    EXPECT_TRUE(count == 1 || count == 2) << count;
    EXPECT_EQ((*dataset)->addresses->index.counts().numbers, 1'000 * count);
  }
  EXPECT_GT(killed, kRuns / 4);
  ASSERT_EQ(import(arguments("a")).exit_code, 0);
  EXPECT_EQ(entries(dir / "out"), 1) << "leftovers of killed runs";
}

TEST(ImportKill, ReadersSeeOneDatasetOrTheOther) {
  TempDir const dir;
  write_file(dir / "a.geojson", squares({"QN06201M"}));
  write_file(dir / "b.geojson", squares({"QN06201M", "QN06202M"}));
  auto const out = dir / "d";
  auto const publish = [&](char const* name) {
    return import({"--perimeters", (dir / name).string(), "--out", out.string()}).exit_code;
  };
  ASSERT_EQ(publish("a.geojson"), 0);
  std::jthread const writer([&](std::stop_token const& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) publish(i % 2 == 0 ? "b.geojson" : "a.geojson");
  });
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  int loads = 0;
  while (std::chrono::steady_clock::now() < end) {
    auto const dataset = load_dataset(out);
    ASSERT_TRUE(dataset.has_value()) << dataset.error().message;
    ++loads;
  }
  EXPECT_GT(loads, 10);
}

TEST(ImportKill, TwoImportsAtOnceDoNotMix) {
  TempDir const dir;
  write_file(dir / "a.geojson", squares({"QN06201M"}));
  auto const lock = (dir / ".d.lock").string();
  write_file(lock, "");
  auto* const held = std::fopen(lock.c_str(), "r");
  ASSERT_NE(held, nullptr);
  ASSERT_EQ(flock(fileno(held), LOCK_EX), 0);
  auto const done =
      import({"--perimeters", (dir / "a.geojson").string(), "--out", (dir / "d").string()});
  std::fclose(held);
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_NE(done.err.find("un autre import"), std::string::npos) << done.err;
  EXPECT_FALSE(fs::exists(dir / "d"));
}

}  // namespace
}  // namespace qpv::test
