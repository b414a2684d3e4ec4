// SPDX-License-Identifier: EUPL-1.2
//
// Address files through qpv-import, to the index that the service will read.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <map>

#include "geo/ban/address_file.h"
#include "geo/dataset/sha256.h"
#include "tests/golden/import_support.h"
#include "tests/support/temp_dir.h"

namespace qpv::test {
namespace {

namespace fs = std::filesystem;

void write_gzip(fs::path const& path, std::string const& text) {
  auto* const file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
}

// One square of perimeter, and files of addresses.
class ImportAddresses : public testing::Test {
 protected:
  void SetUp() override { write_file(dir_ / "a.geojson", squares({"QN06201M"})); }

  Finished import_with(std::vector<std::string> arguments, char const* out = "d") {
    arguments.insert(arguments.begin(), {"--perimeters", (dir_ / "a.geojson").string()});
    arguments.insert(arguments.end(), {"--out", (dir_ / out).string()});
    return import(std::move(arguments));
  }
  std::string file(char const* name, std::string const& text) {
    write_file(dir_ / name, text);
    return (dir_ / name).string();
  }
  [[nodiscard]] std::shared_ptr<Dataset const> dataset(char const* name = "d") const {
    return loaded(dir_ / name);
  }
  [[nodiscard]] std::string bytes(char const* name) const { return read_file(dir_ / name); }

  // Every house number of a file is in the dataset under its id, where it was; and no other one.
  void expect_nothing_lost(fs::path const& source) {
    std::map<std::string, LonLat> numbers;
    auto const read = ban::read_address_file(source, [&](AddressRow const& row) {
      if (row.kind == RowKind::kHousenumber) numbers[std::string(row.id)] = row.position;
    });
    ASSERT_TRUE(read.has_value());
    auto const made = dataset();
    auto const& index = made->addresses->index;
    ASSERT_EQ(index.counts().numbers, numbers.size());
    for (auto s = index.streets().first; s != index.streets().end; s = next(s)) {
      auto const range = index.numbers(s);
      for (auto n = range.first; n != range.end; n = next(n)) {
        auto const found = numbers.find(index.id(s, n));
        ASSERT_NE(found, numbers.end()) << index.id(s, n);
        EXPECT_NEAR(index[n].position.lon, found->second.lon, 1e-7);
        EXPECT_NEAR(index[n].position.lat, found->second.lat, 1e-7);
        numbers.erase(found);
      }
    }
    EXPECT_TRUE(numbers.empty());
  }

  template <class Idx>
  static Idx next(Idx idx) {
    return static_cast<Idx>(static_cast<std::uint32_t>(idx) + 1);
  }

  TempDir dir_;
};

TEST_F(ImportAddresses, BondyWithNothingLost) {
  QPV_REQUIRE_DATA(bondy, "addresses/ban_bondy_93010_R-export.csv.gz");
  auto const done = import_with({"--addresses", bondy.string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const made = dataset();
  ASSERT_TRUE(made->manifest.addresses.has_value());
  EXPECT_EQ(made->manifest.addresses->numbers, 8413U);
  EXPECT_EQ(made->manifest.addresses->streets, 350U);
  EXPECT_EQ(made->manifest.addresses->communes, 1U);
  EXPECT_EQ(made->manifest.addresses->label, "ban_bondy_93010_R-export.csv.gz");
  EXPECT_NE(bytes("d/report.json").find("\"parcelle\": 138"), std::string::npos);
  expect_nothing_lost(bondy);
}

TEST_F(ImportAddresses, NewCaledoniaWithNothingLost) {
  QPV_REQUIRE_DATA(caledonia, "addresses/adresses-addok-france-simplified.ndjson.gz");
  auto const done = import_with({"--addresses", caledonia.string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const addresses = dataset()->manifest.addresses.value();
  EXPECT_EQ(addresses.communes, 33U);
  EXPECT_EQ(addresses.streets, 1918U);
  EXPECT_EQ(addresses.numbers, 40874U);
  expect_nothing_lost(caledonia);
}

TEST_F(ImportAddresses, RawRowsOfTheBan) {
  QPV_REQUIRE_DATA(raw, "addresses/ban_raw_test_01.csv");
  auto const done = import_with({"--addresses", raw.string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  expect_nothing_lost(raw);
  auto const made = dataset();
  auto const& index = made->addresses->index;
  auto const commune = index.find_commune("01002");
  ASSERT_TRUE(commune.has_value());
  EXPECT_EQ(index[*commune].name, "L'Abergement-de-Varey");
  EXPECT_EQ(index.streets(*commune).size(), 3U);
}

TEST_F(ImportAddresses, FilesAddUpAndRepeatedRowsDoNot) {
  auto const some = file("a.csv", addresses(50));
  auto const more = file("b.csv", addresses(80));
  auto const places =
      file("lieux-dits.csv",
           "id;nom_lieu_dit;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;"
           "nom_ancienne_commune;x;y;lon;lat;source_position;source_nom_voie\n"
           "62498_b010;Le Grand Condé;62300;62498;Lens;;;1;2;2.83;50.43;commune;commune\n");
  auto const done = import_with({"--addresses", some, "--addresses", more, "--addresses", places});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const made = dataset();
  EXPECT_EQ(made->manifest.addresses->numbers, 80U);
  EXPECT_EQ(made->manifest.addresses->localities, 1U);
  EXPECT_NE(bytes("d/report.json").find("\"repeated\": 50"), std::string::npos)
      << bytes("d/report.json");
  EXPECT_EQ(made->manifest.addresses->label, "a.csv, b.csv, lieux-dits.csv");
  EXPECT_EQ(made->manifest.sources.back().role, "addresses");
}

TEST_F(ImportAddresses, SameRowsSameBytes) {
  auto const plain = file("a.csv", addresses(3000));
  write_gzip(dir_ / "a.csv.gz", addresses(3000));
  ASSERT_EQ(import_with({"--addresses", plain}, "d").exit_code, 0);
  ASSERT_EQ(import_with({"--addresses", plain}, "e").exit_code, 0);
  ASSERT_EQ(import_with({"--addresses", (dir_ / "a.csv.gz").string()}, "f").exit_code, 0);
  for (char const* name : {"manifest.json", "report.json", "addresses.idx"}) {
    EXPECT_EQ(bytes(fmt::format("d/{}", name).c_str()), bytes(fmt::format("e/{}", name).c_str()));
  }
  EXPECT_EQ(bytes("d/addresses.idx"), bytes("f/addresses.idx"));
}

TEST_F(ImportAddresses, FewBadRowsAreToldManyAreRefused) {
  std::string const bad = "62498_0001_00001;x;;Rue A;62300;62498;Lens;2.83;50.43;entrée\n";
  auto const few = file("few.csv", addresses(200) + bad + bad);
  auto const told = import_with({"--addresses", few});
  ASSERT_EQ(told.exit_code, 0) << told.err;
  EXPECT_NE(told.err.find("ligne 202, numéro absent ou faux : 62498_0001_00001;x;;Rue A;62300"),
            std::string::npos)
      << told.err;
  EXPECT_NE(bytes("d/report.json").find("\"line\": 203"), std::string::npos);
  auto const before = bytes("d/manifest.json");

  auto const many = file("many.csv", addresses(200) + bad + bad + bad);
  auto const refused = import_with({"--addresses", many});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("many.csv : 3 lignes sur 203"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("--accept-bad-rows"), std::string::npos) << refused.err;
  EXPECT_EQ(bytes("d/manifest.json"), before);
  EXPECT_EQ(import_with({"--addresses", many, "--accept-bad-rows"}).exit_code, 0);
  EXPECT_EQ(dataset()->manifest.addresses->numbers, 200U);
}

TEST_F(ImportAddresses, FilesThatAreNone) {
  auto const header = addresses(0);
  auto const row = header + "a;x;;Rue A;62300;62498;Lens;2.83;50.43;\n";
  write_gzip(dir_ / "cut.csv.gz", addresses(20'000));
  auto const whole = fs::file_size(dir_ / "cut.csv.gz");
  fs::resize_file(dir_ / "cut.csv.gz", whole - 100);
  struct {
    std::string file;
    char const* reason;
  } const cases[] = {
      {file("none.csv", header), "aucune adresse"},
      {file("bad.csv", row), "1 lignes sur 1"},
      {file("other.csv", "nom;prenom\nA;B\n"), "il manque les colonnes"},
      {file("empty.csv", ""), "vide"},
      {(dir_ / "cut.csv.gz").string(), "cut.csv.gz : fichier gzip tronqué"},
      {file("long.csv", header + std::string(std::size_t{2} << 20U, 'x')), "1 Mio"},
      {(dir_ / "missing.csv").string(), "n'existe pas"},
  };
  for (auto const& each : cases) {
    auto const done = import_with({"--addresses", each.file, "--accept-bad-rows"});
    EXPECT_EQ(done.exit_code, 2) << each.file;
    EXPECT_NE(done.err.find(each.reason), std::string::npos) << done.err;
    EXPECT_FALSE(fs::exists(dir_ / "d"));
  }
}

TEST_F(ImportAddresses, FictitiousOnesSaySo) {
  auto const plain = file("a.csv", addresses(5));
  auto const commented = file("b.csv", "# Adresses fictives\n" + addresses(5));
  std::vector<std::string> const given[] = {{"--addresses", plain, "--fictitious"},
                                            {"--addresses", commented}};
  for (auto const& arguments : given) {
    auto const done = import_with(arguments);
    ASSERT_EQ(done.exit_code, 0) << done.err;
    auto const manifest = dataset()->manifest;
    EXPECT_EQ(manifest.addresses->label, "adresses de démonstration, fictives");
    EXPECT_TRUE(manifest.addresses->fictitious);
    EXPECT_TRUE(manifest.sources.back().fictitious);
    EXPECT_FALSE(manifest.official);
  }
}

TEST_F(ImportAddresses, ARecordMakesThemOfficial) {
  auto const record = [&](char const* name, std::string const& members) {
    write_file((dir_ / name).string() + ".fetch.json",
               fmt::format(R"({{"url":"https://adresse.data.gouv.fr/a","sha256":"{}",{}}})",
                           sha256_of(read_file(dir_ / name)), members));
  };
  auto const csv = file("a.csv", addresses(5));
  record("a.geojson", R"("date":"2026-01-15")");
  ASSERT_EQ(import_with({"--addresses", csv}).exit_code, 0);
  EXPECT_FALSE(dataset()->manifest.official);
  record("a.csv", R"("date":"2026-11-01","name":"BAN")");
  ASSERT_EQ(import_with({"--addresses", csv}).exit_code, 0);
  EXPECT_TRUE(dataset()->manifest.official);
  EXPECT_EQ(dataset()->manifest.addresses->label, "BAN (2026-11-01)");
  EXPECT_EQ(dataset()->manifest.addresses->vintage, "2026-11-01");
  EXPECT_EQ(import_with({"--addresses", csv, "--edition", "BAN:2026-10-01"}).exit_code, 2);
  ASSERT_EQ(import_with({"--addresses", csv, "--fictitious"}).exit_code, 0);
  EXPECT_FALSE(dataset()->manifest.official);
  write_file(dir_ / "a.csv", addresses(6));
  auto const changed = import_with({"--addresses", csv});
  EXPECT_EQ(changed.exit_code, 2);
  EXPECT_NE(changed.err.find("empreinte"), std::string::npos) << changed.err;
}

TEST_F(ImportAddresses, TheirOptionsFollowThem) {
  auto const csv = file("a.csv", addresses(5));
  ASSERT_EQ(import_with({"--edition", "QP:2026-01-15", "--addresses", csv, "--edition",
                         "BAN : novembre:2026-11-01"})
                .exit_code,
            0);
  EXPECT_EQ(dataset()->manifest.perimeters_label, "QP (2026-01-15)");
  EXPECT_EQ(dataset()->manifest.addresses->label, "BAN : novembre (2026-11-01)");
  std::vector<std::string> const wrong[] = {
      {"--fictitious", "--addresses", csv},
      {"--addresses", csv, "--coverage", "france"},
      {"--accept-bad-rows"},
      {"--lexicon", dir_.path().string()},
      {"--position-errors", (source_dir() / "data/position_errors.tsv").string()},
      {"--addresses"},
  };
  for (auto const& arguments : wrong) EXPECT_EQ(import_with(arguments).exit_code, 2);
}

TEST_F(ImportAddresses, TheLexiconIsTheFolders) {
  auto const csv = file("a.csv", addresses(100));
  auto const folder = source_dir() / "data/lexicon";
  ASSERT_EQ(import_with({"--addresses", csv}, "d").exit_code, 0);
  auto const same = import_with({"--addresses", csv, "--lexicon", folder.string()}, "e");
  ASSERT_EQ(same.exit_code, 0) << same.err;
  EXPECT_EQ(bytes("d/addresses.idx"), bytes("e/addresses.idx"));
  EXPECT_EQ(import_with({"--addresses", csv, "--lexicon", dir_.path().string()}).exit_code, 2);
}

TEST_F(ImportAddresses, TheErrorsOfPositionsAreTheTables) {
  auto const csv = file("a.csv", addresses(100));
  ASSERT_EQ(import_with({"--addresses", csv}, "d").exit_code, 0);
  auto table = bytes("d/position_errors.tsv");
  auto const at = table.find("entrée\t5\n");
  ASSERT_NE(at, std::string::npos);
  table.replace(at, std::string_view("entrée\t5").size(), "entrée\t3");
  auto const other = file("errors.tsv", table);
  ASSERT_EQ(import_with({"--addresses", csv, "--position-errors", other}, "e").exit_code, 0);
  auto const loaded = load_dataset(dir_ / "e");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ((*loaded)->addresses->errors.of(PositionType::kEntrance), 3);
  auto const wrong = import_with(
      {"--addresses", csv, "--position-errors", file("wrong.tsv", table + "porte\t5\n")}, "e");
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("wrong.tsv : ligne"), std::string::npos) << wrong.err;
}

}  // namespace
}  // namespace qpv::test
