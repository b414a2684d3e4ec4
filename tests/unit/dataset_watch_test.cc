// SPDX-License-Identifier: EUPL-1.2
#include "service/dataset_watch.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace qpv {
namespace {

namespace fs = std::filesystem;

class Watch : public testing::Test {
 protected:
  void SetUp() override { fill(dir_ / "d", "one"); }

  static void fill(fs::path const& directory, std::string const& manifest) {
    fs::create_directories(directory);
    test::write_file(directory / "manifest.json", manifest);
    test::write_file(directory / "perimeters.gpkg", "shapes");
  }
  // As qpv-import and rsync do: never a half-written file under the name.
  void replace(char const* name, std::string const& text) const {
    test::write_file(dir_ / "new", text);
    fs::rename(dir_ / "new", dir_ / "d" / name);
  }

  test::TempDir dir_;
};

TEST_F(Watch, NothingToDoWhileNothingChanges) {
  DatasetWatch watch(dir_ / "d");
  EXPECT_FALSE(watch.look());
  EXPECT_FALSE(watch.look());
}

TEST_F(Watch, AnotherManifestAtOnce) {
  DatasetWatch watch(dir_ / "d");
  replace("manifest.json", "one");
  EXPECT_TRUE(watch.look()) << "another inode, even with the same text";
  watch.tried(true);
  EXPECT_FALSE(watch.look());
}

TEST_F(Watch, AnotherDirectoryAtOnce) {
  fill(dir_ / "e", "two");
  DatasetWatch watch(dir_ / "d");
  fs::rename(dir_ / "d", dir_ / "old");
  fs::rename(dir_ / "e", dir_ / "d");
  EXPECT_TRUE(watch.look());
}

TEST_F(Watch, AManifestRewrittenInPlaceOnceItHoldsStill) {
  DatasetWatch watch(dir_ / "d");
  test::write_file(dir_ / "d/manifest.json", "two");
  EXPECT_FALSE(watch.look()) << "it may be half written";
  EXPECT_TRUE(watch.look());
}

TEST_F(Watch, ATouchedManifestOfTheSameContentIsNoNews) {
  DatasetWatch watch(dir_ / "d");
  fs::last_write_time(dir_ / "d/manifest.json",
                      fs::file_time_type::clock::now() + std::chrono::hours(1));
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(watch.look());
}

TEST_F(Watch, AnotherFileIsNoNewsWhileTheManifestStands) {
  DatasetWatch watch(dir_ / "d");
  replace("perimeters.gpkg", "others");
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(watch.look());
}

TEST_F(Watch, WhatFailedIsTriedAgainOnlyOnceSomethingChanged) {
  DatasetWatch watch(dir_ / "d");
  replace("manifest.json", "two");
  ASSERT_TRUE(watch.look());
  watch.tried(false);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(watch.look()) << "the same bad dataset";
  // A copy whose manifest came first goes on.
  replace("perimeters.gpkg", "more");
  EXPECT_FALSE(watch.look());
  replace("perimeters.gpkg", "more and more");
  EXPECT_FALSE(watch.look()) << "still growing";
  EXPECT_TRUE(watch.look());
  watch.tried(true);
  EXPECT_FALSE(watch.look());
}

TEST_F(Watch, GoneForAMomentIsNoNews) {
  DatasetWatch watch(dir_ / "d");
  fs::rename(dir_ / "d", dir_ / "away");
  EXPECT_FALSE(watch.look());
  fs::rename(dir_ / "away", dir_ / "d");
  EXPECT_FALSE(watch.look());
  EXPECT_FALSE(watch.look());
}

TEST_F(Watch, GoneForGoodIsTold) {
  DatasetWatch watch(dir_ / "d");
  fs::remove_all(dir_ / "d");
  EXPECT_FALSE(watch.look());
  EXPECT_TRUE(watch.look());
  watch.tried(false);
  EXPECT_FALSE(watch.look());
  fill(dir_ / "d", "one");
  EXPECT_TRUE(watch.look());
}

}  // namespace
}  // namespace qpv
