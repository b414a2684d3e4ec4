// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "geo/ogr/perimeter_source.h"
#include "tests/golden/import_support.h"
#include "tests/support/temp_dir.h"

namespace qpv::test {

std::string squares(std::vector<std::string> const& codes, double lon, double lat) {
  std::string features;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    double const west = lon + 0.02 * static_cast<double>(i);
    double const east = west + 0.01;
    double const north = lat + 0.01;
    features += fmt::format(
        R"({}{{"type":"Feature","properties":{{"code_qp":"{}","lib_qp":"Cité {}"}},"geometry":)"
        R"({{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
        i == 0 ? "" : ",", codes[i], i, west, lat, east, lat, east, north, west, north, west, lat);
  }
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::string addresses(int count) {
  std::string out =
      "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat;type_position\n";
  for (int i = 0; i < count; ++i) {
    int const street = i / 20;
    int const number = i % 20 + 1;
    out += fmt::format(
        "62498_{:04}_{:05};{};;Rue de l’Étoile {};62300;62498;Lens;{:.6f};50.425;entrée\n", street,
        number, number, street, 2.8 + 1e-5 * i);
  }
  return out;
}

namespace {

constexpr LonLat kLille{3.0573, 50.6311};

Perimeter const& perimeter(Dataset const& dataset, std::string_view code) {
  return dataset.perimeters[dataset.perimeters.find(code).value()];
}

TEST(Import, LensAndItsNeighbour) {
  QPV_REQUIRE_DATA(zip, "perimeters/QP2024_extract_lens-lievin.zip");
  QPV_REQUIRE_DATA(contours, "communes/call_communes_contours.geojson");
  TempDir const dir;
  auto const done = import({"--perimeters", zip.string(), "--epci", "246200364", "--coverage",
                            contours.string(), "--out", (dir / "d").string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const dataset = loaded(dir / "d");
  EXPECT_EQ(dataset->manifest.perimeters, 23U);
  EXPECT_EQ(dataset->manifest.in_territory, 22U);
  EXPECT_EQ(done.out, dataset->manifest.id + "\n");
  EXPECT_FALSE(dataset->manifest.official);
  EXPECT_FALSE(perimeter(*dataset, "QN06246M").in_territory);
  auto const& shared = perimeter(*dataset, "QN06216M");
  ASSERT_EQ(shared.communes.size(), 3U);
  EXPECT_EQ(shared.communes[0].code, "62276");
  EXPECT_EQ(shared.communes[0].name, "Douvrin");
  EXPECT_EQ(shared.epcis, (std::vector<std::string>{"200072460", "246200364"}));
  EXPECT_EQ(perimeter(*dataset, "QN06219M").name, "République - Cité 4");
  EXPECT_NE(done.err.find("QP2024_France_hexagonale_LB93.shp (EPSG:2154, UTF-8) : 23 pris sur 23"),
            std::string::npos)
      << done.err;
}

TEST(Import, CoverageHasNoGapInside) {
  QPV_REQUIRE_DATA(zip, "perimeters/QP2024_extract_lens-lievin.zip");
  QPV_REQUIRE_DATA(contours, "communes/call_communes_contours.geojson");
  TempDir const dir;
  ASSERT_EQ(import({"--perimeters", zip.string(), "--coverage", contours.string(), "--out",
                    (dir / "d").string()})
                .exit_code,
            0);
  auto const dataset = loaded(dir / "d");
  auto const day = make_date(2026, 11, 23);
  auto const area = ogr::read_coverage(contours);
  ASSERT_TRUE(area.has_value());
  ASSERT_EQ(area->size(), 1U);
  EXPECT_TRUE(area->front().holes.empty());
  EXPECT_TRUE(dataset->perimeters.covered({2.8318, 50.4292}, day));
  EXPECT_EQ(dataset->perimeters.covered_around(LonLat{2.8318, 50.4292}, day, 300), 300);
  EXPECT_FALSE(dataset->perimeters.covered(kLille, day));
  EXPECT_FALSE(dataset->perimeters.covered({2.8318, 50.4292}, make_date(2020, 1, 1)));
}

TEST(Import, Lille2015) {
  QPV_REQUIRE_DATA(zip, "perimeters/QP2015_lille_LB93_latin1.zip");
  TempDir const dir;
  auto const done = import({"--perimeters", zip.string(), "--out", (dir / "d").string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const dataset = loaded(dir / "d");
  EXPECT_EQ(dataset->manifest.perimeters, 26U);
  bool accent = false;
  for (auto const& each : dataset->perimeters.all()) {
    EXPECT_EQ(each.generation, 2015);
    for (auto const& commune : each.communes) EXPECT_FALSE(commune.code.has_value());
    accent = accent || each.name.find("é") != std::string::npos;
  }
  EXPECT_TRUE(accent);
  EXPECT_NE(done.err.find("réparé QP059067 : auto-intersection"), std::string::npos) << done.err;
  auto const report = read_file(dir / "d/report.json");
  EXPECT_NE(report.find("\"code\": \"QP059067\""), std::string::npos) << report;
  EXPECT_NE(report.find("windows-1252"), std::string::npos) << report;
}

TEST(Import, TwoGenerationsInOneDataset) {
  QPV_REQUIRE_DATA(lens, "perimeters/QP2024_extract_lens-lievin.zip");
  QPV_REQUIRE_DATA(lille, "perimeters/QP2015_lille_LB93_latin1.zip");
  QPV_REQUIRE_DATA(contours, "communes/call_communes_contours.geojson");
  TempDir const dir;
  auto const done =
      import({"--perimeters", lens.string(), "--coverage", contours.string(), "--perimeters",
              lille.string(), "--epci", "246200364", "--out", (dir / "d").string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const dataset = loaded(dir / "d");
  EXPECT_EQ(dataset->manifest.perimeters, 49U);
  EXPECT_EQ(dataset->manifest.in_territory, 48U);  // the 2015 file gives no EPCI: not filtered
  EXPECT_NE(done.err.find("ne le filtre pas"), std::string::npos) << done.err;
  auto const last_2015 = make_date(2023, 12, 31);
  auto const first_2024 = make_date(2024, 1, 1);
  auto const& old = perimeter(*dataset, "QP059067").shape.front().outer.front();
  EXPECT_EQ(dataset->perimeters.containing(old, last_2015).size(), 1U);
  EXPECT_TRUE(dataset->perimeters.containing(old, first_2024).empty());
  EXPECT_FALSE(dataset->perimeters.covered(old, first_2024));
  ASSERT_EQ(dataset->manifest.generations.size(), 2U);
  EXPECT_EQ(dataset->manifest.generations[0].coverage, "perimeters");
  EXPECT_EQ(dataset->manifest.generations[1].coverage, "polygons");
}

double metres_apart(LonLat a, LonLat b) {
  return std::hypot((a.lon - b.lon) * 71000, (a.lat - b.lat) * 111200);
}

// The farthest that a corner of `a` lies from its nearest corner of `b`.
double farthest(MultiPolygon const& a, MultiPolygon const& b) {
  double worst = 0;
  for (auto const& polygon : a) {
    for (auto const& p : polygon.outer) {
      double best = std::numeric_limits<double>::infinity();
      for (auto const& other : b) {
        for (auto const& q : other.outer) best = std::min(best, metres_apart(p, q));
      }
      worst = std::max(worst, best);
    }
  }
  return worst;
}

TEST(Import, EveryLayerOfTheZipSaysTheSame) {
  QPV_REQUIRE_DATA(zip, "perimeters/QP2024_extract_lens-lievin.zip");
  QPV_REQUIRE_DATA(geojson, "perimeters/QP2024_lens-lievin_WGS84.geojson");
  auto const from_zip = ogr::read_perimeters(zip);
  auto const from_json = ogr::read_perimeters(geojson);
  ASSERT_TRUE(from_zip.has_value()) << from_zip.error().message;
  ASSERT_TRUE(from_json.has_value()) << from_json.error().message;
  std::map<std::string, MultiPolygon> shapes;
  for (auto const& each : from_zip->perimeters) shapes[each.code] = each.shape;
  for (auto const& each : from_json->perimeters) {
    EXPECT_LT(farthest(each.shape, shapes.at(each.code)), 0.1) << each.code;
    EXPECT_LT(farthest(shapes.at(each.code), each.shape), 0.1) << each.code;
  }
}

TEST(Import, SameInputSameBytes) {
  QPV_REQUIRE_DATA(zip, "perimeters/QP2024_extract_lens-lievin.zip");
  QPV_REQUIRE_DATA(contours, "communes/call_communes_contours.geojson");
  TempDir const dir;
  for (char const* out : {"a", "b"}) {
    ASSERT_EQ(import({"--perimeters", zip.string(), "--coverage", contours.string(), "--territory",
                      (source_dir() / "data/territory/territory.json").string(), "--out",
                      (dir / out).string()})
                  .exit_code,
              0);
  }
  for (char const* name : {"manifest.json", "report.json", "perimeters.gpkg", "territory.json"}) {
    EXPECT_EQ(read_file(dir / "a" / name), read_file(dir / "b" / name)) << name;
  }
}

TEST(Import, EmbeddedDefault) {
  TempDir const dir;
  auto const data = source_dir() / "data";
  auto const done =
      import({"--perimeters", (data / "perimeters/qp2024_lens_lievin.geojson").string(),
              "--coverage", (data / "territory/coverage.geojson").string(), "--territory",
              (data / "territory/territory.json").string(), "--out", (dir / "d").string()});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  auto const dataset = loaded(dir / "d");
  EXPECT_EQ(dataset->manifest.in_territory, 22U);
  EXPECT_EQ(dataset->manifest.epci, "246200364");
  EXPECT_EQ(perimeter(*dataset, "QN06226M").quartier, "Cité 2 / Sellier - Cité 4");
  EXPECT_EQ(perimeter(*dataset, "QN06227M").quartier, "Cité 2 / Sellier - Cité 4");
  ASSERT_TRUE(dataset->territory.has_value());
  EXPECT_EQ(dataset->territory->communes.size(), 36U);
}

TEST(Import, ReadsItsOwnGeoPackage) {
  TempDir const dir;
  write_file(dir / "a.geojson", squares({"QN06201M", "QN06202M"}));
  ASSERT_EQ(import({"--perimeters", (dir / "a.geojson").string(), "--out", (dir / "a").string()})
                .exit_code,
            0);
  auto const again =
      import({"--perimeters", (dir / "a/perimeters.gpkg").string(), "--out", (dir / "b").string()});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  auto const a = loaded(dir / "a");
  auto const b = loaded(dir / "b");
  ASSERT_EQ(b->manifest.perimeters, 2U);
  EXPECT_EQ(a->perimeters.all()[0].shape.front().outer, b->perimeters.all()[0].shape.front().outer);
}

}  // namespace
}  // namespace qpv::test
