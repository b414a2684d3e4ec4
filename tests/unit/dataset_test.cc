// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/dataset.h"

#include <gtest/gtest.h>

#include "geo/dataset/sha256.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/triangle.h"

namespace qpv {
namespace {

class LoadDataset : public testing::Test {
 protected:
  void SetUp() override { ASSERT_NO_FATAL_FAILURE(test::import_triangle(dir_)); }
  [[nodiscard]] Error error() const {
    auto const loaded = load_dataset(dir_ / "d");
    EXPECT_FALSE(loaded.has_value());
    return loaded ? Error{ErrorCode::kNotFound, "", ""} : loaded.error();
  }
  [[nodiscard]] std::filesystem::path file(char const* name) const { return dir_ / "d" / name; }

  test::TempDir dir_;
};

TEST_F(LoadDataset, Whole) {
  auto const dataset = load_dataset(dir_ / "d");
  ASSERT_TRUE(dataset.has_value()) << dataset.error().message;
  EXPECT_EQ((*dataset)->perimeters.all().size(), 1U);
}

TEST_F(LoadDataset, Truncated) {
  std::filesystem::resize_file(file(kPerimetersFile), 4096);
  EXPECT_EQ(error().code, ErrorCode::kCorruptData);
  EXPECT_EQ(error().where, kPerimetersFile);
}

TEST_F(LoadDataset, OneByteChanged) {
  auto bytes = test::read_file(file(kPerimetersFile));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  test::write_file(file(kPerimetersFile), bytes);
  EXPECT_EQ(error().code, ErrorCode::kCorruptData);
}

// A server that starts looks at sizes; whoever asks for everything finds the byte.
TEST_F(LoadDataset, AsMuchAsIsAsked) {
  auto text = test::read_file(file(kReportFile));
  text.back() = ' ';
  test::write_file(file(kReportFile), text);
  EXPECT_TRUE(load_dataset(dir_ / "d", Verify::kCounts));
  EXPECT_EQ(load_dataset(dir_ / "d", Verify::kEverything).error().where, kReportFile);
  test::write_file(file(kReportFile), text + " ");
  EXPECT_EQ(load_dataset(dir_ / "d", Verify::kCounts).error().where, kReportFile);
}

TEST_F(LoadDataset, ManifestChanged) {
  auto text = test::read_file(file(kManifestFile));
  auto const at = text.find("\"perimeters\": 1");
  test::write_file(file(kManifestFile), text.replace(at, 15, "\"perimeters\": 2"));
  EXPECT_EQ(error().where, kManifestFile);
}

TEST_F(LoadDataset, FileMissing) {
  std::filesystem::remove(file(kReportFile));
  EXPECT_EQ(error().code, ErrorCode::kIo);
  EXPECT_EQ(error().where, kReportFile);
}

TEST_F(LoadDataset, NoDataset) {
  EXPECT_EQ(load_dataset(dir_ / "none").error().code, ErrorCode::kIo);
  EXPECT_EQ(load_dataset(dir_.path()).error().code, ErrorCode::kIo);
}

TEST(Sha256, KnownValues) {
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  test::TempDir const dir;
  test::write_file(dir / "a", std::string(200000, 'x'));
  EXPECT_EQ(sha256_of_file(dir / "a").value(), sha256_of(std::string(200000, 'x')));
}

}  // namespace
}  // namespace qpv
