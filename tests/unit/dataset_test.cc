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

// The triangle, and a street of two numbers.
class LoadAddresses : public LoadDataset {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(LoadDataset::SetUp());
    test::write_file(dir_ / "a.csv",
                     "id;numero;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n"
                     "62498_0001_00001;1;Rue A;62300;62498;Lens;2.8;50.4\n"
                     "62498_0001_00002;2;Rue A;62300;62498;Lens;2.8;50.4\n");
    import::Options options{{{ dir_ / "a.geojson",
                               std::nullopt }},
                            std::nullopt,
                            std::nullopt,
                            dir_ / "d"};
    options.addresses.push_back({dir_ / "a.csv"});
    auto const done = import::import_files(options, [](std::string const&) {});
    ASSERT_TRUE(done.has_value()) << done.error().message;
  }
};

TEST_F(LoadAddresses, WholeAndAfterItsDirectoryIsGone) {
  for (auto const verify : {Verify::kCounts, Verify::kEverything}) {
    auto const dataset = load_dataset(dir_ / "d", verify).value();
    ASSERT_TRUE(dataset->addresses.has_value());
    EXPECT_EQ(dataset->addresses->index.counts().numbers, 2U);
  }
  auto const dataset = load_dataset(dir_ / "d").value();
  std::filesystem::remove_all(dir_ / "d");
  auto const& index = dataset->addresses->index;
  EXPECT_EQ(index[index.streets().first].name, "Rue A");
}

TEST_F(LoadAddresses, DamageIsFoundByWhoeverLooks) {
  auto bytes = test::read_file(file(kAddressesFile));
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  test::write_file(file(kAddressesFile), bytes);
  EXPECT_TRUE(load_dataset(dir_ / "d", Verify::kCounts));
  EXPECT_EQ(error().where, kAddressesFile);
  bytes.pop_back();
  test::write_file(file(kAddressesFile), bytes);
  EXPECT_EQ(load_dataset(dir_ / "d", Verify::kCounts).error().where, kAddressesFile);
  std::filesystem::remove(file(kAddressesFile));
  EXPECT_EQ(error().code, ErrorCode::kIo);
}

TEST_F(LoadAddresses, AMappedFileIsMovedAndClosed) {
  auto mapped = MappedFile::open(file(kAddressesFile)).value();
  auto const size = mapped.bytes().size();
  auto other = std::move(mapped);
  EXPECT_EQ(other.bytes().size(), size);
  other = MappedFile::open(file(kReportFile)).value();
  EXPECT_NE(other.bytes().size(), size);
  EXPECT_EQ(MappedFile::open(dir_ / "none").error().code, ErrorCode::kIo);
  EXPECT_FALSE(MappedFile::open(dir_.path()));
  test::write_file(dir_ / "empty", "");
  EXPECT_EQ(MappedFile::open(dir_ / "empty").error().code, ErrorCode::kCorruptData);
}

TEST(Sha256, KnownValues) {
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  test::TempDir const dir;
  test::write_file(dir / "a", std::string(200000, 'x'));
  EXPECT_EQ(sha256_of_file(dir / "a").value(), sha256_of(std::string(200000, 'x')));
}

}  // namespace
}  // namespace qpv
