// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace qpv::handlers {
namespace {

using Point = LocalFrame::Point;
using Line = std::vector<Point>;

constexpr double kMargin = 0.03;
constexpr double kLeastMarginMetres = 250;
// A wider plan is too low on a phone, a higher one does not fit on a desk's screen.
constexpr double kWidestShape = 1.4;
constexpr double kHighestShape = 1.0;
// What a screen shows at the deepest zoom of the page: finer detail would only cost bytes.
constexpr double kFinestShare = 1.0 / 8000;
constexpr double kCoarser = 1.6;

double distance_to_segment(Point p, Point a, Point b) {
  double const dx = b.x - a.x;
  double const dy = b.y - a.y;
  double const length2 = dx * dx + dy * dy;
  double const t =
      length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// The ring's vertices in metres, without the closing one.
Line placed(Ring const& ring, PlanView const& view) {
  Line line;
  line.reserve(ring.size());
  for (auto const& vertex : ring) line.push_back(view.place(vertex));
  if (line.size() > 1) line.pop_back();
  return line;
}

double diagonal(Line const& line) {
  auto const [west, east] = std::minmax_element(
      line.begin(), line.end(), [](Point const& a, Point const& b) { return a.x < b.x; });
  auto const [north, south] = std::minmax_element(
      line.begin(), line.end(), [](Point const& a, Point const& b) { return a.y < b.y; });
  return std::hypot(east->x - west->x, south->y - north->y);
}

// Marks the vertices between `first` and `last` (an index past the end is the first vertex again)
// that stand out by more than the tolerance.
void mark_corners(Line const& line, std::size_t first, std::size_t last, double tolerance,
                  std::vector<bool>& kept) {
  std::vector<std::pair<std::size_t, std::size_t>> todo{{first, last}};
  while (!todo.empty()) {
    auto const [from, to] = todo.back();
    todo.pop_back();
    double furthest = tolerance;
    std::size_t corner = from;
    for (std::size_t i = from + 1; i < to; ++i) {
      double const distance = distance_to_segment(line[i], line[from], line[to % line.size()]);
      if (distance > furthest) {
        furthest = distance;
        corner = i;
      }
    }
    if (corner == from) continue;
    kept[corner] = true;
    todo.emplace_back(from, corner);
    todo.emplace_back(corner, to);
  }
}

std::vector<PlanPoint> simplified(Line const& line, double tolerance) {
  auto const rounded = [](Point p) {
    return PlanPoint{static_cast<int>(std::lround(p.x)), static_cast<int>(std::lround(p.y))};
  };
  if (diagonal(line) < 2 * tolerance) return {rounded(line.front())};
  // A ring has no ends: the vertex furthest from the first one serves as the other.
  auto const opposite = std::max_element(line.begin(), line.end(), [&](Point a, Point b) {
    return std::hypot(a.x - line[0].x, a.y - line[0].y) <
           std::hypot(b.x - line[0].x, b.y - line[0].y);
  });
  auto const middle = static_cast<std::size_t>(opposite - line.begin());
  std::vector<bool> kept(line.size());
  kept[0] = true;
  kept[middle] = true;
  mark_corners(line, 0, middle, tolerance, kept);
  mark_corners(line, middle, line.size(), tolerance, kept);
  std::vector<PlanPoint> points;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!kept[i]) continue;
    auto const point = rounded(line[i]);
    if (points.empty() || points.back() != point) points.push_back(point);
  }
  return points;
}

// All rings of one perimeter, the outer ring of its first part first.
std::vector<Line> lines_of(Perimeter const& perimeter, PlanView const& view) {
  std::vector<Line> lines;
  for (auto const& part : perimeter.shape) {
    lines.push_back(placed(part.outer, view));
    for (auto const& hole : part.holes) lines.push_back(placed(hole, view));
  }
  return lines;
}

Outline outline_of(std::vector<Line> const& lines, double tolerance) {
  Outline outline;
  for (auto const& line : lines) {
    auto points = simplified(line, tolerance);
    // A perimeter stays on the plan, if only as a point; its smallest parts and holes need not.
    if (points.size() >= 3 || outline.empty()) outline.push_back(std::move(points));
  }
  return outline;
}

}  // namespace

PlanView view_of(Box const& box) {
  LocalFrame const frame({(box.min.lon + box.max.lon) / 2, (box.min.lat + box.max.lat) / 2});
  double const ground_width = (box.max.lon - box.min.lon) * frame.metres_per_lon;
  double const ground_height = (box.max.lat - box.min.lat) * frame.metres_per_lat;
  double const margin =
      std::max(kMargin * std::max(ground_width, ground_height), kLeastMarginMetres);
  PlanView view;
  view.metres_per_lon = frame.metres_per_lon;
  view.metres_per_lat = frame.metres_per_lat;
  view.width = std::ceil(ground_width + 2 * margin);
  view.height = std::ceil(std::max(ground_height + 2 * margin, view.width / kWidestShape));
  view.width = std::max(view.width, std::ceil(view.height * kHighestShape));
  view.north_west = {frame.origin.lon - view.width / 2 / frame.metres_per_lon,
                     frame.origin.lat + view.height / 2 / frame.metres_per_lat};
  return view;
}

std::vector<Outline> outlines(std::vector<Perimeter const*> const& perimeters, PlanView const& view,
                              std::size_t most_vertices) {
  std::vector<std::vector<Line>> shapes;
  shapes.reserve(perimeters.size());
  for (auto const* perimeter : perimeters) shapes.push_back(lines_of(*perimeter, view));

  double tolerance = std::max(1.0, view.width * kFinestShare);
  while (true) {
    std::vector<Outline> drawn;
    drawn.reserve(shapes.size());
    std::size_t vertices = 0;
    for (auto const& lines : shapes) {
      drawn.push_back(outline_of(lines, tolerance));
      for (auto const& points : drawn.back()) vertices += points.size();
    }
    if (vertices <= std::max(most_vertices, perimeters.size())) return drawn;
    tolerance *= kCoarser;
  }
}

std::string to_path(Outline const& outline) {
  std::string path;
  auto const append = [&](int number) {
    if (number >= 0 && path.back() != 'l') path.push_back(' ');
    path += fmt::format("{}", number);
  };
  for (auto const& points : outline) {
    auto last = points.front();
    path += fmt::format("M{} {}", last.x, last.y);
    if (points.size() < 3) {
      path += "h1";  // a stroke's round end makes a point of it
      continue;
    }
    path.push_back('l');
    for (std::size_t i = 1; i < points.size(); ++i) {
      append(points[i].x - last.x);
      append(points[i].y - last.y);
      last = points[i];
    }
    path.push_back('z');
  }
  return path;
}

}  // namespace qpv::handlers
