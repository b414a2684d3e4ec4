// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/plan_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "geo/core/utf8.h"

namespace qpv::handlers {
namespace {

using Point = LocalFrame::Point;

constexpr std::size_t kMostLabels = 40;
// Height of a label's text in hundredths of the plan's width: page.css has the same numbers.
constexpr double kTextSize = 1.75;
constexpr double kNarrowTextSize = 3.4;
constexpr double kCityFactor = 1.35;  // and this one
constexpr unsigned kCityPopulation = 20'000;
constexpr double kCharacterWidth = 0.56;  // of the height; system fonts differ little
constexpr double kLineHeight = 1.25;

struct Area {
  Point min;
  Point max;

  [[nodiscard]] bool holds(PlanPoint p) const {
    return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y;
  }
  [[nodiscard]] bool meets(Area const& other) const {
    return min.x <= other.max.x && other.min.x <= max.x && min.y <= other.max.y &&
           other.min.y <= max.y;
  }
};

// The corner where the plan has its scale bar.
Area scale_area(PlanView const& view) {
  double const em = view.width / 100;
  return {{0, view.height - 7 * em}, {24 * em, view.height}};
}

bool is_city(TerritoryCommune const& commune) { return commune.population >= kCityPopulation; }

Area area_of(TerritoryCommune const& commune, Point middle, double text_size,
             PlanView const& view) {
  double const em = text_size * view.width / 100 * (is_city(commune) ? kCityFactor : 1);
  auto const characters = static_cast<double>(count_characters(commune.name));
  double const half_width = characters * kCharacterWidth * em / 2;
  double const half_height = kLineHeight * em / 2;
  return {{middle.x - half_width, middle.y - half_height},
          {middle.x + half_width, middle.y + half_height}};
}

bool fits(Area const& area, PlanView const& view, std::vector<Area> const& taken) {
  return view.holds(area.min) && view.holds(area.max) &&
         std::none_of(taken.begin(), taken.end(),
                      [&](Area const& other) { return area.meets(other); });
}

// How much of the perimeters a label would hide, told by their vertices.
double hidden(Area const& area, std::vector<Outline> const& outlines) {
  std::size_t vertices = 0;
  for (auto const& outline : outlines) {
    for (auto const& points : outline) {
      vertices += static_cast<std::size_t>(
          std::count_if(points.begin(), points.end(), [&](PlanPoint p) { return area.holds(p); }));
    }
  }
  return static_cast<double>(vertices);
}

std::optional<Point> best_place(TerritoryCommune const& commune, PlanView const& view,
                                std::vector<Outline> const& outlines,
                                std::vector<Area> const& taken) {
  constexpr std::array<double, 5> kLines{0, -1, 1, -2, 2};
  constexpr std::array<double, 3> kColumns{0, -2, 2};
  auto const centre = view.place(commune.centre);
  double const em = kTextSize * view.width / 100;
  std::optional<Point> best;
  double least = 0;
  for (double const line : kLines) {
    for (double const column : kColumns) {
      Point const middle{centre.x + column * em, centre.y + line * em};
      auto const area = area_of(commune, middle, kTextSize, view);
      if (!fits(area, view, taken)) continue;
      // Moving a name away from its town costs too.
      double const cost = hidden(area, outlines) + 2 * std::hypot(line, column);
      if (best && cost >= least) continue;
      best = middle;
      least = cost;
    }
  }
  return best;
}

}  // namespace

std::vector<PlanLabel> place_labels(Territory const& territory, PlanView const& view,
                                    std::vector<Outline> const& outlines) {
  std::vector<TerritoryCommune const*> communes;
  for (auto const& commune : territory.communes) communes.push_back(&commune);
  std::stable_sort(communes.begin(), communes.end(),
                   [](auto const* a, auto const* b) { return a->population > b->population; });
  if (communes.size() > kMostLabels) communes.resize(kMostLabels);

  std::vector<PlanLabel> labels;
  std::vector<Area> taken{scale_area(view)};
  std::vector<Area> taken_when_narrow{scale_area(view)};
  for (auto const* commune : communes) {
    auto const middle = best_place(*commune, view, outlines, taken);
    if (!middle) continue;
    taken.push_back(area_of(*commune, *middle, kTextSize, view));
    auto const narrow = area_of(*commune, *middle, kNarrowTextSize, view);
    bool const major = fits(narrow, view, taken_when_narrow);
    if (major) taken_when_narrow.push_back(narrow);
    labels.push_back({commune, *middle, is_city(*commune), major});
  }
  return labels;
}

}  // namespace qpv::handlers
