// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "geo/core/ground.h"
#include "service/handlers/french.h"
#include "service/handlers/outline.h"
#include "service/handlers/perimeters.h"
#include "service/handlers/plan_labels.h"

namespace qpv::handlers {
namespace {

// Half the size of metropolitan France, about: perimeters further from the others' middle have no
// place on one plan with them.
constexpr double kRegionMetres = 700'000;

void extend(std::optional<Box>& box, LonLat p) {
  if (!box) {
    box = Box{p, p};
    return;
  }
  box->min = {std::min(box->min.lon, p.lon), std::min(box->min.lat, p.lat)};
  box->max = {std::max(box->max.lon, p.lon), std::max(box->max.lat, p.lat)};
}

LonLat first_vertex(Perimeter const& perimeter) { return perimeter.shape.front().outer.front(); }

double median(std::vector<double> numbers) {
  auto const middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  return *middle;
}

void keep_the_main_region(std::vector<Perimeter const*>& perimeters) {
  std::vector<double> lons;
  std::vector<double> lats;
  for (auto const* perimeter : perimeters) {
    lons.push_back(first_vertex(*perimeter).lon);
    lats.push_back(first_vertex(*perimeter).lat);
  }
  LocalFrame const frame({median(std::move(lons)), median(std::move(lats))});
  auto const far = [&](Perimeter const* perimeter) {
    auto const [x, y] = frame.to_metres(first_vertex(*perimeter));
    return std::hypot(x, y) > kRegionMetres;
  };
  perimeters.erase(std::remove_if(perimeters.begin(), perimeters.end(), far), perimeters.end());
}

// The perimeters, and the middles of the territory's towns: someone from a town without a quartier
// finds it on the plan too.
Box extent(std::vector<Perimeter const*> const& perimeters, Dataset const& dataset) {
  std::optional<Box> box;
  for (auto const* perimeter : perimeters) {
    for (auto const& part : perimeter->shape) {
      for (auto const& vertex : part.outer) extend(box, vertex);
    }
  }
  if (dataset.territory) {
    for (auto const& commune : dataset.territory->communes) {
      auto const near = LocalFrame(box->min).to_metres(commune.centre);
      if (std::hypot(near.x, near.y) < kRegionMetres) extend(box, commune.centre);
    }
  }
  return *box;
}

std::string tooltip(Perimeter const& perimeter) {
  auto const communes = commune_names(perimeter);
  return communes.empty() ? display_name(perimeter)
                          : fmt::format("{} ({})", display_name(perimeter), communes);
}

std::string perimeter_path(Perimeter const& perimeter, Outline const& outline,
                           std::string_view style) {
  return fmt::format(R"(<path class="{}" d="{}"><title>{}</title></path>)", style, to_path(outline),
                     escape(tooltip(perimeter)).text);
}

// The same as a link to its page, for who has no script: with one, a click asks there (page.js).
std::string linked_path(Perimeter const& perimeter, Outline const& outline) {
  auto path = perimeter_path(perimeter, outline, "perimeter");
  auto const page = page_of(perimeter);
  return page.empty() ? path : fmt::format(R"(<a href="{}">{}</a>)", page, path);
}

std::string labels(Territory const& territory, PlanView const& view,
                   std::vector<Outline> const& drawn) {
  std::string svg = R"(<g class="labels" aria-hidden="true">)";
  for (auto const& label : place_labels(territory, view, drawn)) {
    svg += fmt::format(R"(<text class="label {}{}" x="{:.0f}" y="{:.0f}" dy=".35em">{}</text>)",
                       label.major ? "major" : "minor", label.city ? " city" : "", label.middle.x,
                       label.middle.y, escape(label.commune->name).text);
  }
  return svg + "</g>";
}

// The longest of 1, 2, 5, 10... metres that takes at most a fifth of the width.
double scale_metres(PlanView const& view) {
  double const most = view.width / 5;
  double const decade = std::pow(10, std::floor(std::log10(most)));
  for (double const step : {5.0, 2.0}) {
    if (step * decade <= most) return step * decade;
  }
  return decade;
}

std::string scale_bar(PlanView const& view) {
  double const metres = scale_metres(view);
  double const em = view.width / 100;
  auto const text =
      metres >= 1000 ? fmt::format("{:.0f}\u00A0km", metres / 1000) : format_metres(metres);
  return fmt::format(
      R"(<g class="scale" aria-hidden="true"><path d="M{:.0f} {:.0f}v{:.0f}h{:.0f}v-{:.0f}"/>)"
      R"(<text x="{:.0f}" y="{:.0f}">{}</text></g>)",
      2 * em, view.height - 3 * em, em, metres, em, 2 * em + metres / 2, view.height - 3.4 * em,
      text);
}

// One group, which the page's script takes out of an answer and puts in the place of the last.
std::string marks(PlanMark const* mark, PlanView const& view,
                  std::size_t most_vertices = kMostPlanVertices) {
  std::string svg = R"(<g id="plan-reponse">)";
  if (mark != nullptr) {
    auto const named = outlines(mark->named, view, most_vertices);
    for (std::size_t i = 0; i < named.size(); ++i) {
      svg += perimeter_path(*mark->named[i], named[i], "perimeter named");
    }
    auto const at = view.place(mark->point);
    if (mark->spot == PlanMark::Spot::kDot && view.holds(at)) {
      if (mark->radius_metres >= 1) {
        svg += fmt::format(R"(<circle class="accuracy" cx="{:.0f}" cy="{:.0f}" r="{:.0f}"/>)", at.x,
                           at.y, mark->radius_metres);
      }
      for (auto const* const layer : {"dot-edge", "dot", "dot-core"}) {
        svg += fmt::format(R"(<path class="{}" d="M{:.0f} {:.0f}h1"/>)", layer, at.x, at.y);
      }
    }
  }
  return svg + "</g>";
}

// A plan around a place that is in no perimeter reaches that far, or to the nearest one within
// what answers tell of.
constexpr double kLeastNearMetres = 300;
constexpr double kMostNearMetres = 5000;
constexpr double kNearMargin = 1.25;

Box box_of(Perimeter const& perimeter) {
  std::optional<Box> box;
  for (auto const& part : perimeter.shape) {
    for (auto const& vertex : part.outer) extend(box, vertex);
  }
  return *box;
}

Box around(PlanMark const& mark, Dataset const& dataset, Date date) {
  LocalFrame const frame(mark.point);
  double half = kLeastNearMetres;
  auto const near = dataset.perimeters.nearest(frame, date, kMostNearMetres);
  if (near && mark.named.empty()) half = std::max(kNearMargin * near->metres, half);
  LonLat const reach{half / frame.metres_per_lon, half / frame.metres_per_lat};
  std::optional<Box> box = Box{{mark.point.lon - reach.lon, mark.point.lat - reach.lat},
                               {mark.point.lon + reach.lon, mark.point.lat + reach.lat}};
  for (auto const* perimeter : mark.named) {
    auto const own = box_of(*perimeter);
    extend(box, own.min);
    extend(box, own.max);
  }
  return *box;
}

// What a view shows, its margin included.
Box ground_of(PlanView const& view) {
  auto const& corner = view.north_west;
  return {{corner.lon, corner.lat - view.height / view.metres_per_lat},
          {corner.lon + view.width / view.metres_per_lon, corner.lat}};
}

std::vector<Perimeter const*> beside(Box const& box, PlanMark const& mark, Dataset const& dataset,
                                     Date date) {
  std::vector<Perimeter const*> shown;
  for (auto const& perimeter : dataset.perimeters.all()) {
    bool const named =
        std::find(mark.named.begin(), mark.named.end(), &perimeter) != mark.named.end();
    if (named || !perimeter.validity.contains(date)) continue;
    if (box.meets(box_of(perimeter))) shown.push_back(&perimeter);
  }
  return shown;
}

}  // namespace

std::string commune_names(Perimeter const& perimeter) {
  std::string names;
  for (auto const& commune : perimeter.communes) {
    if (!names.empty()) names += ", ";
    names += commune.name;
  }
  return names;
}

std::string const& display_name(Perimeter const& perimeter) {
  return perimeter.quartier ? *perimeter.quartier : perimeter.name;
}

std::string page_of(Perimeter const& perimeter) {
  auto const& code = perimeter.code;
  bool const plain = !code.empty() && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  return plain ? "quartiers/" + code : std::string();
}

std::vector<Perimeter const*> plan_perimeters(Dataset const& dataset, Date date) {
  auto perimeters = territory_perimeters(dataset, date);
  if (!perimeters.empty()) keep_the_main_region(perimeters);
  return perimeters;
}

Html draw_plan(Dataset const& dataset, Date date, PlanMark const* mark) {
  auto const perimeters = plan_perimeters(dataset, date);
  if (perimeters.empty()) return {};
  auto const view = view_of(extent(perimeters, dataset));
  auto const drawn = outlines(perimeters, view, kMostPlanVertices);
  bool const linked = perimeters.size() <= kMostListed;

  auto svg =
      fmt::format(R"(<svg id="plan" class="plan" role="{}" aria-label="Plan de {} périmètre{}" )"
                  R"(viewBox="0 0 {:.0f} {:.0f}" font-size="{:.0f}" )"
                  R"(data-west="{:.7f}" data-north="{:.7f}" data-metres-per-lon="{:.3f}" )"
                  R"(data-metres-per-lat="{:.3f}"><g class="perimeters">)",
                  linked ? "group" : "img", perimeters.size(), perimeters.size() > 1 ? "s" : "",
                  view.width, view.height, std::max(1.0, view.width / 100), view.north_west.lon,
                  view.north_west.lat, view.metres_per_lon, view.metres_per_lat);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    svg += linked ? linked_path(*perimeters[i], drawn[i])
                  : perimeter_path(*perimeters[i], drawn[i], "perimeter");
  }
  svg += "</g>";
  if (dataset.territory) svg += labels(*dataset.territory, view, drawn);
  svg += marks(mark, view);
  svg += scale_bar(view);
  return {svg + "</svg>"};
}

Html draw_plan_near(Dataset const& dataset, Date date, PlanMark const& mark,
                    std::string_view title) {
  auto const view = view_of(around(mark, dataset, date));
  auto const perimeters = beside(ground_of(view), mark, dataset, date);
  if (perimeters.empty() && mark.named.empty()) return {};
  // What lies beside only says where one is.
  auto const drawn = outlines(perimeters, view, kMostNearVertices / 3);
  auto svg =
      fmt::format(R"(<svg class="plan near" part="plan" role="img" aria-label="{}" )"
                  R"(viewBox="0 0 {:.0f} {:.0f}" font-size="{:.0f}">)",
                  escape(title).text, view.width, view.height, std::max(1.0, view.width / 100));
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    svg += perimeter_path(*perimeters[i], drawn[i], "perimeter");
  }
  svg += marks(&mark, view, kMostNearVertices);
  svg += scale_bar(view);
  return {svg + "</svg>"};
}

}  // namespace qpv::handlers
