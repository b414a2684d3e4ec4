// SPDX-License-Identifier: EUPL-1.2
//
// The index against two independent readings of the same shapes, on the real perimeters: Boost's
// generic covered_by over all of them, one by one, and GEOS with its exact predicates.
#include <gtest/gtest.h>

#include <boost/geometry.hpp>
#include <deque>
#include <random>

#include "geo/core/perimeter_code.h"
#include "geo/core/perimeter_index.h"
#include "geo/ogr/dissolve.h"
#include "geo/ogr/perimeter_source.h"
#include "tests/property/geos_oracle.h"
#include "tests/support/shapes.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

namespace bg = boost::geometry;
using BoostPoint = bg::model::point<double, 2, bg::cs::cartesian>;
using BoostPolygon = bg::model::polygon<BoostPoint, false>;
using BoostShape = bg::model::multi_polygon<BoostPolygon>;

// Two implementations in doubles may differ by a few units in the last place: a hair's breadth of
// 1e-9 degree is 0.1 mm. Within kOnBoundaryMetres of a boundary, inside is the answer.
constexpr double kHairDegrees = 1e-9;

BoostShape to_boost(MultiPolygon const& shape) {
  BoostShape out;
  auto const copy = [](Ring const& ring) {
    BoostPolygon::ring_type to;
    for (auto const& p : ring) to.push_back(BoostPoint(p.lon, p.lat));
    return to;
  };
  for (auto const& polygon : shape) {
    BoostPolygon to;
    to.outer() = copy(polygon.outer);
    for (auto const& hole : polygon.holes) to.inners().push_back(copy(hole));
    out.push_back(to);
  }
  bg::correct(out);
  return out;
}

class Oracle : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto const file = test::source_dir() / "data/perimeters/qp2024_lens_lievin.geojson";
    auto source = ogr::read_perimeters(file);
    ASSERT_TRUE(source) << source.error().message;
    std::vector<Perimeter> perimeters;
    for (auto const& p : source->perimeters) perimeters.push_back(test::perimeter(p.code, p.shape));
    std::vector<Ground> ground;
    ground.reserve(perimeters.size());
    for (auto const& p : perimeters) ground.push_back({p.validity, p.shape});
    auto footprints = ogr::dissolve(std::move(ground));
    ASSERT_TRUE(footprints);
    index = std::make_unique<PerimeterIndex>(perimeters, std::vector<Ground>{}, *footprints);
    for (auto const& p : index->all()) {
      geos.emplace_back(p.shape);
      boost_shapes.push_back(to_boost(p.shape));
    }
  }
  static void TearDownTestSuite() {
    geos.clear();
    index.reset();
  }

  static void expect_agreement(LonLat point) {
    auto const found = index->containing(point, test::kToday);
    double nearest = std::numeric_limits<double>::infinity();
    for (std::uint32_t i = 0; i < geos.size(); ++i) {
      bool const ours = std::find(found.begin(), found.end(), PerimeterIdx{i}) != found.end();
      double const distance = geos[i].boundary_distance(point);
      nearest = std::min(nearest, distance);
      // Within a millimetre and a half either answer may be right here; unit tests hold the
      // tolerance itself.
      if (distance < 2e-8) continue;
      EXPECT_EQ(ours, geos[i].covers(point))
          << index->all()[i].code << ' ' << point.lon << ' ' << point.lat;
      EXPECT_EQ(ours, bg::covered_by(BoostPoint(point.lon, point.lat), boost_shapes[i]));
    }
    expect_distance(point, nearest);
  }

  // Degrees of GEOS are no metres: its distance bounds ours from both sides.
  static void expect_distance(LonLat point, double degrees) {
    LocalFrame const frame(point);
    double const at_least = degrees * frame.metres_per_lon * 0.999 - 1e-6;
    double const at_most = degrees * frame.metres_per_lat * 1.001 + 1e-6;
    auto const near = index->nearest(point, test::kToday, 10'000);
    EXPECT_TRUE(near || at_most >= 10'000);
    EXPECT_FALSE(near && at_least > 10'000);
    if (!near) return;
    EXPECT_LE(near->metres, at_most);
    EXPECT_GE(near->metres, at_least);
  }

  static std::unique_ptr<PerimeterIndex> index;
  static std::deque<test::GeosShape> geos;
  static std::vector<BoostShape> boost_shapes;
};

std::unique_ptr<PerimeterIndex> Oracle::index;
std::deque<test::GeosShape> Oracle::geos;
std::vector<BoostShape> Oracle::boost_shapes;

TEST_F(Oracle, AHundredThousandRandomPoints) {
  std::mt19937 random(test::seed());
  std::uniform_real_distribution<double> lon(2.68, 3.02);
  std::uniform_real_distribution<double> lat(50.35, 50.54);
  for (int i = 0; i < 100'000 && !HasFailure(); ++i) expect_agreement({lon(random), lat(random)});
}

TEST_F(Oracle, PointsScatteredAlongTheBoundaries) {
  std::mt19937 random(test::seed());
  std::normal_distribution<double> error(0, 3e-6);
  for (auto const& perimeter : index->all()) {
    for (auto const& polygon : perimeter.shape) {
      for (auto const& p : polygon.outer) {
        expect_agreement({p.lon + error(random), p.lat + error(random)});
        if (HasFailure()) return;
      }
    }
  }
}

TEST_F(Oracle, EveryVertexAndEdgeMidpointIsInside) {
  std::size_t points = 0;
  for (std::uint32_t i = 0; i < geos.size(); ++i) {
    auto const expect_inside = [&](LonLat point) {
      auto const found = index->containing(point, test::kToday);
      EXPECT_NE(std::find(found.begin(), found.end(), PerimeterIdx{i}), found.end());
      EXPECT_LT(geos[i].boundary_distance(point), kHairDegrees);
      EXPECT_LT(index->nearest(point, test::kToday, 100)->metres, 1e-3);
      ++points;
    };
    for (auto const& polygon : index->all()[i].shape) {
      auto rings = polygon.holes;
      rings.push_back(polygon.outer);
      for (auto const& ring : rings) {
        for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
          expect_inside(ring[k]);
          expect_inside({(ring[k].lon + ring[k + 1].lon) / 2, (ring[k].lat + ring[k + 1].lat) / 2});
        }
      }
    }
  }
  EXPECT_GT(points, 8'000U);
}

// Turning or doubling vertices describes the same ground.
TEST_F(Oracle, RotatedAndReversedRingsAnswerTheSame) {
  std::vector<Perimeter> turned(index->all().begin(), index->all().end());
  for (auto& perimeter : turned) {
    for (auto& polygon : perimeter.shape) {
      auto& ring = polygon.outer;
      ring.pop_back();
      std::rotate(ring.begin(), ring.begin() + static_cast<long>(ring.size() / 3), ring.end());
      ring.push_back(ring.front());
      ring.insert(ring.begin() + 1, ring[1]);
      std::reverse(ring.begin(), ring.end());
    }
  }
  PerimeterIndex const other(turned, {}, {});
  std::mt19937 random(test::seed() + 1);
  std::uniform_real_distribution<double> lon(2.68, 3.02);
  std::uniform_real_distribution<double> lat(50.35, 50.54);
  for (int i = 0; i < 50'000; ++i) {
    LonLat const point{lon(random), lat(random)};
    EXPECT_EQ(index->containing(point, test::kToday), other.containing(point, test::kToday));
  }
}

}  // namespace
}  // namespace qpv
