// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "geo/dataset/sha256.h"
#include "tests/golden/import_support.h"
#include "tests/support/temp_dir.h"

namespace qpv::test {
namespace {

std::vector<std::string> codes(Dataset const& dataset) {
  std::vector<std::string> out;
  for (auto const& perimeter : dataset.perimeters.all()) out.push_back(perimeter.code);
  return out;
}

using Codes = std::vector<std::string>;

// Files of the test's own, imported together with their options.
class Editions : public testing::Test {
 protected:
  std::string file(char const* name, std::string const& text) {
    write_file(dir_ / name, text);
    return (dir_ / name).string();
  }
  // The record that a download leaves beside its file.
  void fetched(char const* name, char const* members) {
    write_file((dir_ / name).string() + ".fetch.json",
               fmt::format(R"({{"url":"https://www.data.gouv.fr/a","sha256":"{}",{}}})",
                           sha256_of(read_file(dir_ / name)), members));
  }
  Finished import_all(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--out", (dir_ / "d").string()});
    return import(std::move(arguments));
  }
  [[nodiscard]] std::shared_ptr<Dataset const> dataset() const { return loaded(dir_ / "d"); }
  [[nodiscard]] std::string report() const { return read_file(dir_ / "d/report.json"); }

  TempDir dir_;
};

TEST_F(Editions, TheNewestOfAGenerationReplacesTheOthersWhateverTheirOrder) {
  auto const old_file = file("old.geojson", squares({"QN06201M", "QN06202M", "QP062001"}));
  auto const new_file = file("new.geojson", squares({"QN06201M", "QN06203N"}));
  std::vector<std::string> const given[] = {
      {"--perimeters", old_file, "--edition", "QP:2024-04-01", "--perimeters", new_file,
       "--edition", "QP:2026-01-15"},
      {"--perimeters", new_file, "--edition", "QP:2026-01-15", "--perimeters", old_file,
       "--edition", "QP:2024-04-01"}};
  for (auto const& arguments : given) {
    auto const done = import_all(arguments);
    ASSERT_EQ(done.exit_code, 0) << done.err;
    auto const made = dataset();
    EXPECT_EQ(codes(*made), (Codes{"QN06201M", "QN06203N", "QP062001"}));
    EXPECT_NE(done.err.find("ses 2 périmètres de 2024 (édition QP du 2024-04-01) sont remplacés"),
              std::string::npos)
        << done.err;
    EXPECT_NE(report().find(R"("superseded": [
    {
      "name": "old.geojson",
      "generation": 2024,
      "perimeters": 2,)"),
              std::string::npos)
        << report();
    ASSERT_EQ(made->manifest.sources.size(), 2U) << "the old file still gives 2015";
    EXPECT_EQ(made->manifest.sources[0].edition, "QP");
  }
}

TEST_F(Editions, AFileThatGivesNothingMoreIsNoSource) {
  auto const old_file = file("old.geojson", squares({"QN06201M", "QN06202M"}));
  auto const new_file = file("new.geojson", squares({"QN06201M"}));
  fetched("old.geojson", R"("date":"2024-07-20","name":"QP2024")");
  fetched("new.geojson", R"("date":"2026-01-15","name":"QP2024")");
  auto const done = import_all({"--perimeters", old_file, "--perimeters", new_file});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const made = dataset();
  auto const& manifest = made->manifest;
  ASSERT_EQ(manifest.sources.size(), 1U);
  EXPECT_EQ(manifest.sources[0].name, "new.geojson");
  EXPECT_EQ(manifest.sources[0].edition, "QP2024");
  EXPECT_EQ(manifest.sources[0].date, "2026-01-15");
  EXPECT_EQ(manifest.perimeters_label, "QP2024 (2026-01-15)");
  EXPECT_EQ(manifest.perimeters, 1U);
}

TEST_F(Editions, FilesOfOneEditionMerge) {
  // The second repeats a perimeter of the first, its ring begun elsewhere and turned round.
  auto const metropolitan = file("hexagone.geojson", squares({"QN06201M", "QN06202M"}));
  auto again = squares({"QN06201M"});
  auto const from = again.find("[[[");
  again.replace(from, again.find("]]]") - from,
                "[[[2.81,50.42],[2.80,50.42],[2.80,50.43],[2.81,50.43],[2.81,50.42");
  again.insert(
      again.rfind("]}"), "," + [] {
        auto const overseas = squares({"QN97401M"}, 55.45, -20.9);
        auto const start = overseas.find('[') + 1;
        return overseas.substr(start, overseas.rfind("]}") - start);
      }());
  auto const all = file("tous.geojson", again);
  std::vector<std::string> const arguments{
      "--perimeters", metropolitan, "--edition", "QP 2024 : janvier:2026-01-15",
      "--perimeters", all,          "--edition", "QP 2024 : janvier:2026-01-15"};
  auto const done = import_all(arguments);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(codes(*dataset()), (Codes{"QN06201M", "QN06202M", "QN97401M"}));
  EXPECT_EQ(dataset()->manifest.perimeters_label, "QP 2024 : janvier (2026-01-15)");
  EXPECT_NE(report().find("\"superseded\": []"), std::string::npos);
}

TEST_F(Editions, SaysWhereANewerOneKnowsNothing) {
  auto const old_file = file("old.geojson", squares({"QN97401M"}, 55.45, -20.9));
  auto const new_file = file("new.geojson", squares({"QN06201M"}));
  auto const done = import_all({"--perimeters", old_file, "--edition", "QP:2024-04-01",
                                "--perimeters", new_file, "--edition", "QP:2026-01-15"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(codes(*dataset()), (Codes{"QN06201M"}));
  EXPECT_NE(done.err.find("n'a aucun périmètre en La Réunion"), std::string::npos) << done.err;
}

TEST_F(Editions, WithoutOneFilesAddUp) {
  auto const one = file("a.geojson", squares({"QN06201M"}));
  auto const other = file("b.geojson", squares({"QN06202M"}, 2.9));
  fetched("a.geojson", R"("date":"2026-01-15")");
  fetched("b.geojson", R"("date":"2024-01-15")");
  ASSERT_EQ(import_all({"--perimeters", one, "--perimeters", other}).exit_code, 0);
  EXPECT_EQ(codes(*dataset()), (Codes{"QN06201M", "QN06202M"}));
  EXPECT_FALSE(dataset()->manifest.sources[0].edition.has_value());
  EXPECT_EQ(read_file(dir_ / "d/manifest.json").find("\"edition\""), std::string::npos);
}

TEST_F(Editions, SameInputSameBytes) {
  auto const old_file = file("old.geojson", squares({"QN06201M"}));
  auto const new_file = file("new.geojson", squares({"QN06202M"}));
  std::vector<std::string> const arguments{"--perimeters", old_file, "--edition", "QP:2024-04-01",
                                           "--perimeters", new_file, "--edition", "QP:2026-01-15"};
  ASSERT_EQ(import_all(arguments).exit_code, 0);
  auto const before = read_file(dir_ / "d/manifest.json") + report();
  ASSERT_EQ(import_all(arguments).exit_code, 0);
  EXPECT_EQ(read_file(dir_ / "d/manifest.json") + report(), before);
}

}  // namespace
}  // namespace qpv::test
