// SPDX-License-Identifier: EUPL-1.2
//
// The official files as published, imported and served: what people will ask of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "geo/core/verdict.h"
#include "geo/dataset/dataset.h"
#include "tests/http/served.h"
#include "tests/support/point_cloud.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

using test::json_of;

constexpr char kEpci[] = "246200364";
constexpr Date kFirstOf2024 = make_date(2024, 1, 1);
constexpr Date kLastOf2015 = make_date(2023, 12, 31);

// The perimeter of the extract that the territory does not list.
constexpr char kInTheNeighbour[] = "QN06246M";

std::vector<std::string> extract_arguments(std::filesystem::path const& extract,
                                           std::filesystem::path const& contours) {
  return {"--perimeters", extract.string(), "--epci", kEpci, "--coverage", contours.string()};
}

std::shared_ptr<Dataset const> imported(std::vector<std::string> const& arguments,
                                        std::filesystem::path const& directory) {
  test::import_dataset(arguments, directory);
  auto dataset = load_dataset(directory);
  if (!dataset) throw std::runtime_error(dataset.error().message);
  return *dataset;
}

// The first point of a grid over the perimeter that lies at least 20 m inside it.
LonLat well_inside(PerimeterIndex const& index, std::string_view code, Date date) {
  auto const& parts = index[index.find(code).value()].shape;
  auto const vertices = [](Polygon const& part) { return part.outer.size(); };
  auto const& ring = std::ranges::max_element(parts, {}, vertices)->outer;
  auto const [west, east] = std::ranges::minmax(ring, {}, &LonLat::lon);
  auto const [south, north] = std::ranges::minmax(ring, {}, &LonLat::lat);
  constexpr int kSteps = 40;
  for (int i = 0; i < kSteps * kSteps; ++i) {
    int const column = i % kSteps;
    int const row = i / kSteps;
    LonLat const p{west.lon + (east.lon - west.lon) * column / kSteps,
                   south.lat + (north.lat - south.lat) * row / kSteps};
    auto const holding = index.containing(p, date);
    if (holding.size() == 1 && index[holding.front()].code == code &&
        index.nearest(p, date, 1000)->metres > 20) {
      return p;
    }
  }
  throw std::runtime_error("no point inside " + std::string(code));
}

std::string point_target(LonLat p, std::string const& date) {
  std::ostringstream out;
  out.precision(17);
  out << "/v1/point?lon=" << p.lon << "&lat=" << p.lat << "&date=" << date;
  return out.str();
}

std::string in_short(rapidjson::Document const& json) {
  std::string text = json["answer"].GetString();
  for (auto const& perimeter : json["perimeters"].GetArray()) {
    text += std::string(" ") + perimeter["code"].GetString();
  }
  if (json["doubt"].IsString()) text += std::string(" ") + json["doubt"].GetString();
  return text;
}

TEST(RealFiles, TheExtractListsTheTerritoryAndDecidesWithTheNeighbour) {
  QPV_REQUIRE_DATA(extract, "perimeters/QP2024_extract_lens-lievin.zip");
  QPV_REQUIRE_DATA(contours, "communes/call_communes_contours.geojson");
  test::TempDir const dir;
  auto const dataset = imported(extract_arguments(extract, contours), dir / "d");
  test::Server const server(dir / "d");

  EXPECT_EQ(dataset->manifest.perimeters, 23U);
  auto const listed = json_of(test::get(server.address(), "/v1/perimeters"));
  EXPECT_EQ(listed["features"].Size(), 22U);
  std::set<std::string> codes;
  for (auto const& feature : listed["features"].GetArray()) codes.insert(feature["id"].GetString());
  EXPECT_EQ(codes.size(), 22U);
  EXPECT_FALSE(codes.contains(kInTheNeighbour));
  auto const all = json_of(test::get(server.address(), "/v1/perimeters?territory=all"));
  EXPECT_EQ(all["features"].Size(), 23U);

  auto const ask = [&](LonLat p) {
    return in_short(json_of(test::get(server.address(), point_target(p, "2026-11-23"))));
  };
  EXPECT_EQ(ask(well_inside(dataset->perimeters, kInTheNeighbour, kFirstOf2024)),
            "inside QN06246M");
  EXPECT_EQ(ask({2.84358, 50.43465}), "inside QN06226M");
  EXPECT_EQ(ask({3.06, 50.63}), "uncertain not_covered") << "Lille";
}

TEST(RealFiles, BothGenerationsInOneDataset) {
  QPV_REQUIRE_DATA(extract, "perimeters/QP2024_extract_lens-lievin.zip");
  QPV_REQUIRE_DATA(contours, "communes/call_communes_contours.geojson");
  QPV_REQUIRE_DATA(lille, "perimeters/QP2015_lille_LB93_latin1.zip");
  test::TempDir const dir;
  auto arguments = extract_arguments(extract, contours);
  arguments.insert(arguments.end(), {"--perimeters", lille.string()});
  auto const dataset = imported(arguments, dir / "d");
  auto const& index = dataset->perimeters;
  test::Server const server(dir / "d");
  auto const ask = [&](LonLat p, std::string const& date) {
    return in_short(json_of(test::get(server.address(), point_target(p, date))));
  };

  std::size_t of_2015 = 0;
  for (auto const& perimeter : index.all()) {
    bool const old = perimeter.generation == 2015;
    of_2015 += old ? 1 : 0;
    auto const inside = well_inside(index, perimeter.code, old ? kLastOf2015 : kFirstOf2024);
    auto const yes = "inside " + perimeter.code;
    EXPECT_EQ(ask(inside, "2023-12-31"), old ? yes : "uncertain not_covered");
    EXPECT_EQ(ask(inside, "2024-01-01"), old ? "uncertain not_covered" : yes);
  }
  EXPECT_EQ(of_2015, 26U);
  EXPECT_EQ(index.all().size(), 26U + 23U);
}

TEST(RealFiles, NamesKeepTheirAccents) {
  QPV_REQUIRE_DATA(lille, "perimeters/QP2015_lille_LB93_latin1.zip");
  test::TempDir const dir;
  test::import_dataset({"--perimeters", lille.string()}, dir / "d");
  test::Server const server(dir / "d");
  auto const listed =
      json_of(test::get(server.address(), "/v1/perimeters?date=2023-12-31&territory=all"));
  ASSERT_EQ(listed["features"].Size(), 26U);
  std::map<std::string, std::string> names;
  std::map<std::string, std::string> communes;
  for (auto const& feature : listed["features"].GetArray()) {
    std::string const code = feature["id"].GetString();
    names[code] = feature["properties"]["name"].GetString();
    communes[code] = feature["properties"]["communes"][0]["name"].GetString();
  }
  EXPECT_EQ(names["QP059067"], "Résidence-Poste-Terroir");
  EXPECT_EQ(names["QP059081"], "Comtesse De Ségur");
  EXPECT_EQ(names["QP059084"], "La Mouchonnière");
  EXPECT_EQ(names["QP059091"], "Centralité De Beaulieu");
  EXPECT_EQ(communes["QP059069"], "Armentières");
}

// The same perimeters in three forms: WGS84 GeoJSON, WGS84 shapefile, Lambert-93 shapefile.
TEST(RealFiles, EveryFormGivesTheSameAnswers) {
  QPV_REQUIRE_DATA(extract, "perimeters/QP2024_extract_lens-lievin.zip");
  QPV_REQUIRE_DATA(contours, "communes/call_communes_contours.geojson");
  test::TempDir const dir;
  auto const unzip = test::run(
      {"/usr/bin/python3", "-m", "zipfile", "-e", extract.string(), (dir / "files").string()});
  ASSERT_EQ(unzip.exit_code, 0) << unzip.err;
  auto const form = [&](std::string const& file, std::string const& name) {
    return imported(extract_arguments(dir / "files" / "QP2024" / file, contours), dir / name);
  };
  auto const lambert = form("SHP/QP2024_France_hexagonale_LB93.shp", "lambert");
  std::vector<std::shared_ptr<Dataset const>> const others = {
      form("SHP/QP2024_France_Hexagonale_Outre_Mer_WGS84.shp", "wgs84"),
      form("GEOJSON/QP2024_France_Hexagonale_Outre_Mer_WGS84.geojson", "geojson")};

  auto const& index = lambert->perimeters;
  // Three in ten of the cloud lie within 0.1 m of a boundary, where coordinates rounded
  // differently may be on different sides.
  constexpr std::size_t kPoints = 150'000;
  std::size_t compared = 0;
  for (auto const& p : test::point_cloud(index, kFirstOf2024, kPoints, test::seed())) {
    auto const ours = decide_point(index, {p}, kFirstOf2024);
    if (ours.boundary && ours.boundary->metres <= 0.1) continue;
    ++compared;
    for (auto const& other : others) {
      auto const theirs = decide_point(other->perimeters, {p}, kFirstOf2024);
      // Codes are the same and sorted, so indices compare.
      ASSERT_EQ(ours.answer, theirs.answer) << p.lon << ' ' << p.lat;
      ASSERT_EQ(ours.perimeters, theirs.perimeters) << p.lon << ' ' << p.lat;
      ASSERT_EQ(ours.boundary.has_value(), theirs.boundary.has_value()) << p.lon << ' ' << p.lat;
      if (ours.boundary) {
        ASSERT_NEAR(ours.boundary->metres, theirs.boundary->metres, 0.1) << p.lon << ' ' << p.lat;
      }
    }
  }
  EXPECT_GT(compared, 100'000U);
}

}  // namespace
}  // namespace qpv
