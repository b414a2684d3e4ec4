// SPDX-License-Identifier: EUPL-1.2
#include "tests/oracle/area_cloud.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>

#include "geo/core/ground.h"
#include "geo/ogr/validity.h"

namespace qpv::test {
namespace {

using Corners = std::vector<std::pair<double, double>>;  // metres

class Cloud {
 public:
  Cloud(PerimeterIndex const& index, Date date, unsigned seed) : random_(seed) {
    for (auto const& perimeter : index.all()) {
      if (perimeter.validity.contains(date)) perimeters_.push_back(&perimeter);
    }
  }

  MultiPolygon any(std::size_t kind) {
    perimeter_ = perimeters_[below(perimeters_.size())];
    frame_ = LocalFrame(near_boundary());
    turn_ = between(0, 2 * std::numbers::pi);
    switch (kind % 10) {
      case 0:
        return {{ring(rectangle(between(5, 300), between(5, 300))), {}}};
      case 1:
        return {{ring(l_shape(between(20, 400), between(20, 400))), {}}};
      case 2:
        return {{ring(blob(between(5, 250), 8 + below(60))), {}}};
      case 3:
        return parts();
      case 4:
        return {with_hole(between(30, 400))};
      case 5:
      case 6:
        return {{boundary_piece(), {}}};
      case 7:
        return changed_perimeter();
      case 8:
        return {around_perimeter()};
      default:
        return {{ring(blob(between(500, 6000), 20 + below(2000))), {}}};
    }
  }

 private:
  double between(double least, double most) {
    return std::uniform_real_distribution<double>(least, most)(random_);
  }
  std::size_t below(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }

  // At a place where something is decided, more or less.
  LonLat near_boundary() {
    auto const& outer = perimeter_->shape[below(perimeter_->shape.size())].outer;
    constexpr std::array<double, 6> kAway{0, 0, 150, 300, 400, 500};
    double const away = kAway.at(below(kAway.size())) + between(-60, 60);
    double const turn = between(0, 2 * std::numbers::pi);
    return LocalFrame(outer[below(outer.size())])
        .to_degrees({away * std::cos(turn), away * std::sin(turn)});
  }

  Ring ring(Corners const& corners) const {
    Ring out;
    for (auto const& [x, y] : corners) {
      out.push_back(frame_.to_degrees(
          {x * std::cos(turn_) - y * std::sin(turn_), x * std::sin(turn_) + y * std::cos(turn_)}));
    }
    out.push_back(out.front());
    return out;
  }

  static Corners rectangle(double width, double height, double x = 0, double y = 0) {
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
  }
  static Corners l_shape(double width, double height) {
    return {
        {0, 0},     {width, 0}, {width, height / 3}, {width / 3, height / 3}, {width / 3, height},
        {0, height}};
  }
  Corners blob(double radius, std::size_t corners) {
    Corners out;
    for (std::size_t i = 0; i < corners; ++i) {
      double const turn =
          2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
      double const r = radius * between(0.6, 1);
      out.emplace_back(r * std::cos(turn), r * std::sin(turn));
    }
    return out;
  }
  MultiPolygon parts() {
    MultiPolygon out;
    for (std::size_t i = 0; i < 2 + below(4); ++i) {
      out.push_back(
          {ring(rectangle(between(10, 90), between(10, 200), 100.0 * static_cast<double>(i))), {}});
    }
    return out;
  }
  Polygon with_hole(double size) {
    Polygon out{ring(rectangle(size, size)), {}};
    out.holes.push_back(ring(rectangle(size / 2, size / 3, size / 4, size / 5)));
    return out;
  }

  // Some of a perimeter's edges, every bit of them, closed by one point to either side.
  Ring boundary_piece() {
    auto const& outer = perimeter_->shape[below(perimeter_->shape.size())].outer;
    std::size_t const edges = 1 + below(std::min<std::size_t>(outer.size() - 2, 8));
    std::size_t const first = below(outer.size() - edges);
    auto const begin = outer.begin() + static_cast<std::ptrdiff_t>(first);
    Ring out(begin, begin + static_cast<std::ptrdiff_t>(edges) + 1);
    double const turn = between(0, 2 * std::numbers::pi);
    double const away = between(5, 350);
    out.push_back(
        LocalFrame(out.back()).to_degrees({away * std::cos(turn), away * std::sin(turn)}));
    out.push_back(out.front());
    return out;
  }

  // The same, scaled, moved a little, or moved much.
  MultiPolygon changed_perimeter() {
    auto out = perimeter_->shape;
    auto const centre = out.front().outer.front();
    LocalFrame const from(centre);
    constexpr std::array<double, 4> kScale{1, 1, 0.9, 1.1};
    constexpr std::array<double, 5> kMove{0, 0.01, 5, 290, 500};
    double const scale = kScale.at(below(kScale.size()));
    double const move = kMove.at(below(kMove.size()));
    if (scale == 1 && move == 0) return out;  // every bit the same
    auto const change = [&](Ring& ring) {
      for (auto& p : ring) {
        auto const at = from.to_metres(p);
        p = from.to_degrees({at.x * scale + move, at.y * scale});
      }
    };
    for (auto& polygon : out) {
      change(polygon.outer);
      for (auto& hole : polygon.holes) change(hole);
    }
    return out;
  }

  // A perimeter's box and more, with or without a hole in its midst: farthest inside, or on edges.
  Polygon around_perimeter() {
    Box box{{180, 90}, {-180, -90}};
    for (auto const& polygon : perimeter_->shape) {
      for (auto const& p : polygon.outer) {
        box.min = {std::min(box.min.lon, p.lon), std::min(box.min.lat, p.lat)};
        box.max = {std::max(box.max.lon, p.lon), std::max(box.max.lat, p.lat)};
      }
    }
    double const more = between(-0.003, 0.005);
    auto const rectangle_of = [&](double by) -> Ring {
      LonLat const a{box.min.lon - by, box.min.lat - by};
      LonLat const b{box.max.lon + by, box.max.lat + by};
      return {a, {b.lon, a.lat}, b, {a.lon, b.lat}, a};
    };
    Polygon out{rectangle_of(more), {}};
    if (below(2) == 0) out.holes.push_back(rectangle_of(more - 0.002));
    return out;
  }

  std::mt19937 random_;
  std::vector<Perimeter const*> perimeters_;
  Perimeter const* perimeter_ = nullptr;
  LocalFrame frame_{{0, 0}};
  double turn_ = 0;
};

}  // namespace

std::vector<MultiPolygon> area_cloud(PerimeterIndex const& index, Date date, std::size_t count,
                                     unsigned seed) {
  Cloud cloud(index, date, seed);
  std::vector<MultiPolygon> areas;
  areas.reserve(count);
  while (areas.size() < count) {
    auto area = cloud.any(areas.size());
    if (!ogr::find_flaw(area)) areas.push_back(std::move(area));
  }
  return areas;
}

}  // namespace qpv::test
