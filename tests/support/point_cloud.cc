// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/point_cloud.h"

#include <algorithm>
#include <limits>
#include <random>

#include "geo/core/ground.h"

namespace qpv::test {
namespace {

constexpr double kAroundMetres = 6'000;

struct Edge {
  LonLat from;
  LonLat to;
};

void add_edges(std::vector<Edge>& edges, Ring const& ring) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) edges.push_back({ring[i], ring[i + 1]});
}

std::vector<Edge> edges_in_force(PerimeterIndex const& index, Date date) {
  std::vector<Edge> edges;
  for (auto const& perimeter : index.all()) {
    if (!perimeter.validity.contains(date)) continue;
    for (auto const& polygon : perimeter.shape) {
      add_edges(edges, polygon.outer);
      for (auto const& hole : polygon.holes) add_edges(edges, hole);
    }
  }
  return edges;
}

Box box_around(std::vector<Edge> const& edges) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  Box box{{kFar, kFar}, {-kFar, -kFar}};
  for (auto const& edge : edges) {
    auto const around = LocalFrame(edge.from).around(kAroundMetres);
    box.min = {std::min(box.min.lon, around.min.lon), std::min(box.min.lat, around.min.lat)};
    box.max = {std::max(box.max.lon, around.max.lon), std::max(box.max.lat, around.max.lat)};
  }
  return box;
}

}  // namespace

std::vector<LonLat> point_cloud(PerimeterIndex const& index, Date date, std::size_t count,
                                unsigned seed) {
  auto const edges = edges_in_force(index, date);
  auto const box = box_around(edges);
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> lon(box.min.lon, box.max.lon);
  std::uniform_real_distribution<double> lat(box.min.lat, box.max.lat);
  std::uniform_real_distribution<double> along(0, 1);
  std::uniform_int_distribution<std::size_t> any_edge(0, edges.size() - 1);
  std::normal_distribution<double> normal;

  auto const near_boundary = [&](double metres) {
    auto const& [from, to] = edges[any_edge(random)];
    double const t = along(random);
    LonLat const at{from.lon + t * (to.lon - from.lon), from.lat + t * (to.lat - from.lat)};
    return LocalFrame(at).to_degrees({metres * normal(random), metres * normal(random)});
  };

  std::vector<LonLat> points;
  points.reserve(count);
  while (points.size() < count) {
    switch (points.size() % 10) {
      case 0:
        points.push_back(edges[any_edge(random)].from);
        break;
      case 1:
      case 2:
        points.push_back(near_boundary(3));
        break;
      case 3:
      case 4:
        points.push_back(near_boundary(0.02));
        break;
      default:
        points.push_back({lon(random), lat(random)});
    }
  }
  return points;
}

}  // namespace qpv::test
