// SPDX-License-Identifier: EUPL-1.2
//
// The plan of a territory's perimeters, as inline SVG in metres. Sizes of its own (text, the scale
// bar) are in em, and 1 em is a hundredth of the plan's width: the style sheet chooses how many.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/dataset/dataset.h"
#include "service/handlers/html.h"

namespace qpv::handlers {

// A page lists and links that many perimeters, no more: the plan of a whole country has only
// shapes.
inline constexpr std::size_t kMostListed = 100;
inline constexpr std::size_t kMostPlanVertices = 3000;
// Of a plan inside an answer, which is small and travels with each one.
inline constexpr std::size_t kMostNearVertices = 500;

// What an answer adds to the plan.
struct PlanMark {
  LonLat point;
  double radius_metres = 0;             // of the circle that holds the position 95 times in 100
  std::vector<Perimeter const*> named;  // the perimeters that the answer names
  enum class Spot { kDot, kNone } spot = Spot::kDot;  // how the point itself is drawn
};

// The perimeters that the plan shows: the territory's, in force on that day. Of a dataset that
// spans the world (overseas France), those of the region where most are.
std::vector<Perimeter const*> plan_perimeters(Dataset const& dataset, Date date);

// Empty when there is nothing to show. A click is turned into a position by the data-* attributes:
// longitude = west + x / metres-per-lon, latitude = north - y / metres-per-lat.
Html draw_plan(Dataset const& dataset, Date date, PlanMark const* mark);

// The ground around a place: the perimeters that the answer names whole, or as far as the nearest
// boundary, and those beside them. Empty when no perimeter is anywhere near. `title` names the plan
// for who does not see it.
Html draw_plan_near(Dataset const& dataset, Date date, PlanMark const& mark,
                    std::string_view title);

// "Lens, Loos-en-Gohelle"
std::string commune_names(Perimeter const& perimeter);
// The contract's name where the territory knows it, else the official one.
std::string const& display_name(Perimeter const& perimeter);
// Where its page is from the service's first one: "quartiers/QN06226M". Empty for a code that could
// not stand in a link as it is.
std::string page_of(Perimeter const& perimeter);

}  // namespace qpv::handlers
