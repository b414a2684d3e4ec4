// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/publish.h"

#include <gtest/gtest.h>

#include <iterator>

#include "tests/support/temp_dir.h"

namespace qpv {
namespace {

namespace fs = std::filesystem;

class Publish : public testing::TestWithParam<SwapBy> {
 protected:
  void publish(std::string const& text) {
    auto publication = Publication::begin(target(), GetParam());
    ASSERT_TRUE(publication.has_value()) << publication.error().message;
    test::write_file(publication->staging() / "manifest.json", text);
    auto const done = publication->commit();
    ASSERT_TRUE(done.has_value()) << done.error().message;
  }
  [[nodiscard]] fs::path target() const { return dir_ / "d"; }
  [[nodiscard]] std::string content() const { return test::read_file(target() / "manifest.json"); }
  [[nodiscard]] std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(dir_.path()), fs::directory_iterator());
  }

  test::TempDir dir_;
};

TEST_P(Publish, NewThenReplaced) {
  for (char const* text : {"one", "two", "three"}) {
    publish(text);
    EXPECT_EQ(content(), text);
  }
  EXPECT_EQ(entries(), GetParam() == SwapBy::kLink ? 2 : 1);
}

TEST_P(Publish, OverAnEmptyDirectory) {
  fs::create_directory(target());
  publish("one");
  EXPECT_EQ(content(), "one");
}

TEST_P(Publish, OverAPlainDatasetDirectory) {
  fs::create_directory(target());
  test::write_file(target() / "manifest.json", "old");
  publish("one");
  EXPECT_EQ(content(), "one");
}

TEST_P(Publish, OverALinkLeavesWhereItLed) {
  fs::create_directory(dir_ / "elsewhere");
  test::write_file(dir_ / "elsewhere/manifest.json", "old");
  fs::create_directory_symlink("elsewhere", target());
  publish("one");
  EXPECT_EQ(content(), "one");
  EXPECT_EQ(test::read_file(dir_ / "elsewhere/manifest.json"), "old");
}

TEST_P(Publish, GivenUpLeavesNothing) {
  publish("one");
  auto const before = entries();
  {
    auto const publication = Publication::begin(target(), GetParam());
    ASSERT_TRUE(publication.has_value());
    test::write_file(publication->staging() / "manifest.json", "two");
  }
  EXPECT_EQ(content(), "one");
  EXPECT_EQ(entries(), before);
}

TEST_P(Publish, OneAtATime) {
  auto const first = Publication::begin(target(), GetParam());
  ASSERT_TRUE(first.has_value());
  auto const second = Publication::begin(target(), GetParam());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
}

TEST_P(Publish, LeftoversOfAKilledRunGo) {
  publish("one");
  auto const before = entries();
  fs::create_directory(dir_ / ".d.staging");
  test::write_file(dir_ / ".d.staging/manifest.json", "half");
  publish("two");
  EXPECT_EQ(content(), "two");
  EXPECT_EQ(entries(), before);
}

TEST_P(Publish, KilledWhileTheOldOneWasAside) {
  fs::create_directory(dir_ / ".d.old");
  test::write_file(dir_ / ".d.old/manifest.json", "old");
  { auto const publication = Publication::begin(target(), GetParam()); }
  EXPECT_EQ(content(), "old");
}

TEST_P(Publish, RefusesWhatIsNotADataset) {
  fs::create_directory(target());
  test::write_file(target() / "photo.jpg", "precious");
  EXPECT_EQ(Publication::begin(target(), GetParam()).error().code, ErrorCode::kInvalidArgument);
  test::write_file(dir_ / "file", "text");
  EXPECT_FALSE(Publication::begin(dir_ / "file", GetParam()));
  fs::create_symlink("nowhere", dir_ / "dangling");
  EXPECT_FALSE(Publication::begin(dir_ / "dangling", GetParam()));
  EXPECT_FALSE(Publication::begin(dir_ / "no/parent", GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Both, Publish, testing::Values(SwapBy::kExchange, SwapBy::kLink));

}  // namespace
}  // namespace qpv
