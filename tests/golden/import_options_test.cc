// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "geo/dataset/sha256.h"
#include "tests/golden/import_support.h"
#include "tests/support/temp_dir.h"

namespace qpv::test {
namespace {

// So many squares in rows over the middle of France.
std::string national(int count) {
  constexpr int kPerRow = 100;
  std::string out;
  for (int row = 0; row * kPerRow < count; ++row) {
    std::vector<std::string> codes;
    for (int i = 0; i < kPerRow && row * kPerRow + i < count; ++i) {
      codes.push_back(fmt::format("QN{:03}{:02}M", row + 1, i));
    }
    auto const one = squares(codes, 2.5, 46.5 + 0.02 * row);
    auto const start = one.find('[') + 1;
    out += (row == 0 ? "" : ",") + one.substr(start, one.rfind("]}") - start);
  }
  return R"({"type":"FeatureCollection","features":[)" + out + "]}";
}

TEST(ImportOptions, HelpAndVersionAreForStandardOutput) {
  auto const help = import({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_NE(help.out.find("Exemples"), std::string::npos);
  EXPECT_TRUE(help.err.empty());
  auto const version = import({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_EQ(version.out.rfind("qpv-import ", 0), 0U);
}

TEST(ImportOptions, NationalFileIsRecognised) {
  TempDir const dir;
  write_file(dir / "QP2024.geojson", national(1000));
  auto const done =
      import({"--perimeters", (dir / "QP2024.geojson").string(), "--out", (dir / "d").string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const dataset = loaded(dir / "d");
  EXPECT_EQ(dataset->manifest.generations.front().coverage, "france");
  auto const day = make_date(2026, 1, 1);
  EXPECT_TRUE(dataset->perimeters.covered({5.37, 43.29}, day));
  EXPECT_FALSE(dataset->perimeters.covered({55.45, -20.88}, day));  // no overseas perimeter in it
  EXPECT_FALSE(dataset->perimeters.covered({5.37, 43.29}, make_date(2023, 1, 1)));
}

TEST(ImportOptions, AlmostNationalFileIsNot) {
  TempDir const dir;
  write_file(dir / "QP2024.geojson", national(999));
  auto const file = (dir / "QP2024.geojson").string();
  auto const out = (dir / "d").string();
  ASSERT_EQ(import({"--perimeters", file, "--out", out}).exit_code, 0);
  EXPECT_EQ(loaded(out)->manifest.generations.front().coverage, "perimeters");
  auto const refused = import({"--perimeters", file, "--coverage", "france", "--out", out});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("999"), std::string::npos) << refused.err;
}

TEST(ImportOptions, CoverageBelongsToTheFileBeforeIt) {
  TempDir const dir;
  write_file(dir / "a.geojson", squares({"QN06201M"}));
  write_file(dir / "b.geojson", squares({"QP062001"}));
  write_file(dir / "c.geojson", squares({"terrain"}));
  auto const path = [&](char const* name) { return (dir / name).string(); };
  auto const done = import({"--perimeters", path("a.geojson"), "--perimeters=" + path("b.geojson"),
                            "--coverage", path("c.geojson"), "--out", path("d")});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const dataset = loaded(dir / "d");
  ASSERT_EQ(dataset->manifest.generations.size(), 2U);
  EXPECT_EQ(dataset->manifest.generations[0].coverage, "polygons");    // 2015
  EXPECT_EQ(dataset->manifest.generations[1].coverage, "perimeters");  // 2024
}

TEST(ImportOptions, FetchRecordMakesOfficial) {
  TempDir const dir;
  auto const file = dir / "QP2024.geojson";
  write_file(file, squares({"QN06201M"}));
  auto const record = [&](char const* url) {
    write_file(file.string() + ".fetch.json",
               fmt::format(R"({{"url":"{}","date":"2026-01-15","sha256":"{}"}})", url,
                           sha256_of(read_file(file))));
    auto const done = import({"--perimeters", file.string(), "--out", (dir / "d").string()});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    return loaded(dir / "d")->manifest;
  };
  auto const official = record("https://static.data.gouv.fr/QP2024.zip");
  EXPECT_TRUE(official.official);
  EXPECT_EQ(official.perimeters_label, "QP2024.geojson (2026-01-15)");
  EXPECT_FALSE(record("https://static.data.gouv.fr.example.org/QP2024.zip").official);
  EXPECT_FALSE(record("https://data.gouv.fr@example.org/QP2024.zip").official);
  EXPECT_FALSE(record("http://www.data.gouv.fr/QP2024.zip").official);
}

TEST(ImportOptions, FetchRecordOfADownloadThatWasKilled) {
  TempDir const dir;
  auto const file = dir / "QP2024.geojson";
  write_file(file, squares({"QN06201M"}));
  auto const record = [](std::string const& hash, char const* date) {
    return fmt::format(R"("url":"https://data.gouv.fr/a","date":"{}","sha256":"{}")", date, hash);
  };
  write_file(file.string() + ".fetch.json",
             fmt::format(R"({{{},"replaces":{{{}}}}})", record(std::string(64, '0'), "2026-01-15"),
                         record(sha256_of(read_file(file)), "2025-02-06")));
  auto const done = import({"--perimeters", file.string(), "--out", (dir / "d").string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(loaded(dir / "d")->manifest.sources.front().date, "2025-02-06");
}

TEST(ImportOptions, TargetThatIsNotADatasetIsLeftAlone) {
  TempDir const dir;
  write_file(dir / "a.geojson", squares({"QN06201M"}));
  std::filesystem::create_directory(dir / "d");
  write_file(dir / "d/photo.jpg", "precious");
  auto const file = (dir / "a.geojson").string();
  auto const done = import({"--perimeters", file, "--out", (dir / "d").string()});
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_EQ(read_file(dir / "d/photo.jpg"), "precious");
  EXPECT_EQ(import({"--perimeters", file, "--out", file}).exit_code, 2);
  EXPECT_EQ(import({"--perimeters", file, "--out", (dir / "no/such/d").string()}).exit_code, 2);
}

TEST(ImportOptions, CommunesOf2015GetACodeFromTheTerritory) {
  TempDir const dir;
  auto text = squares({"QP062001"});
  auto const at = text.find("\"lib_qp\"");
  text.insert(at, R"("commune_qp":"LENS ,  Éleu-dit-Leauwette; Nulle-Part",)");
  write_file(dir / "a.geojson", text);
  write_file(dir / "territory.json", R"({"siren":"246200364","name":"a","contract":"b","communes":[
    {"code":"62498","name":"Lens","postcodes":[],"population":1,"centre":{"lon":2.8,"lat":50.4}},
    {"code":"62291","name":"Eleu-dit-Leauwette","postcodes":[],"population":1,
     "centre":{"lon":2.8,"lat":50.4}}],"quartiers":[{"name":"c","perimeters":["QN06299M"]}]})");
  auto const done = import({"--perimeters", (dir / "a.geojson").string(), "--territory",
                            (dir / "territory.json").string(), "--out", (dir / "d").string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const dataset = loaded(dir / "d");
  auto const& communes = dataset->perimeters.all()[0].communes;
  ASSERT_EQ(communes.size(), 3U);
  EXPECT_EQ(communes[0].code, "62498");
  EXPECT_EQ(communes[0].name, "LENS");
  EXPECT_EQ(communes[1].code, "62291");
  EXPECT_FALSE(communes[2].code.has_value());
  EXPECT_NE(done.err.find("QN06299M n'est dans aucun fichier"), std::string::npos) << done.err;
}

}  // namespace
}  // namespace qpv::test
