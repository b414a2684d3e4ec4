// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/area.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "geo/core/area_overlap.h"
#include "geo/core/area_reach.h"
#include "geo/core/region.h"
#include "geo/core/shape_index.h"

namespace qpv {
namespace {

constexpr double kWidest = kNeighbourhoods.back();
constexpr double kOnBoundary = PerimeterIndex::kOnBoundaryMetres;

std::size_t vertices_of(MultiPolygon const& area) {
  std::size_t sum = 0;
  for (auto const& polygon : area) {
    sum += polygon.outer.size();
    for (auto const& hole : polygon.holes) sum += hole.size();
  }
  return sum;
}

Result<void> check_size(MultiPolygon const& area, Box const& box, AreaRules const& rules) {
  auto const vertices = vertices_of(area);
  if (vertices > rules.max_vertices) {
    return fail(ErrorCode::kTooLarge, "L’aire a " + std::to_string(vertices) +
                                          " sommets ; le maximum est de " +
                                          std::to_string(rules.max_vertices) + ".");
  }
  if (std::max(-box.min.lat, box.max.lat) > rules.max_latitude) {
    return fail(ErrorCode::kTooLarge, "L’aire est trop près d’un pôle.");
  }
  LocalFrame const frame({box.min.lon, (box.min.lat + box.max.lat) / 2});
  auto const extent = frame.to_metres({box.max.lon, box.max.lat});
  if (std::max(extent.x, 2 * extent.y) > rules.max_extent_metres) {
    return fail(ErrorCode::kTooLarge,
                "L’aire s’étend sur plus de " +
                    std::to_string(std::lround(rules.max_extent_metres / 1000)) + " km.");
  }
  return {};
}

Box grown(Box const& box, double metres) {
  return {LocalFrame(box.min).around(metres).min, LocalFrame(box.max).around(metres).max};
}

// The errors are a fraction of what is promised: the plane and the edges' bend have their part.
constexpr std::array<Mark, 3> kMarks{
    {{kOnBoundary, 1e-5}, {kNeighbourhoods[0], 0.02}, {kNeighbourhoods[1], 0.02}}};
constexpr Marks kPrecision{kMarks, 0.4};

Part part_of(double nearest, double farthest, double limit) {
  if (farthest <= limit) return Part::kWholly;
  return nearest <= limit ? Part::kPartly : Part::kNot;
}

// What an area is to a region.
struct View {
  bool inside;      // all of it
  bool touched;     // some of it, or a point
  double share_m2;  // of it inside
  double nearest;   // metres
  Farthest farthest;
};

class Decision {
 public:
  Decision(PerimeterIndex const& index, MultiPolygon const& area, Date date, AreaRules const& rules)
      : index_(index),
        area_(area),
        date_(date),
        rules_(rules),
        effort_(rules.effort),
        edges_(area),
        whole_({&edges_}, effort_),
        scale_(edges_.box()),
        surface_m2_(qpv::surface_m2(area, scale_)) {}

  [[nodiscard]] Box const& box() const { return edges_.box(); }
  [[nodiscard]] double surface_m2() const { return surface_m2_; }
  [[nodiscard]] bool spent() const { return effort_.spent(); }

  AreaVerdict decide() {
    AreaVerdict verdict{};
    verdict.surface_m2 = surface_m2_;
    auto const around = grown(box(), kWidest);
    for (auto const idx : index_.meeting(around, date_)) {
      auto const one = decide(idx);
      if (one.nearest <= kWidest) verdict.perimeters.push_back(one);
    }
    Region const perimeters(index_.footprints(around, date_), effort_);
    Region const covered(index_.coverage(around, date_), effort_);
    auto const view = look(perimeters, kWidest);
    decide_answer(verdict, view, covered);
    decide_neighbourhoods(verdict, view, covered);
    return verdict;
  }

 private:
  // What rounding, and the tolerance along the pieces that lie on the boundary, may hide.
  [[nodiscard]] double slack_m2(std::vector<Edge> const& pieces) const {
    double length = 0;
    for (auto const& piece : pieces) length += ground_distance(piece.a, piece.b);
    return 1e-4 + 1e-9 * surface_m2_ + kOnBoundary * length;
  }

  [[nodiscard]] double share(double square_metres) const {
    return std::clamp(square_metres / surface_m2_, 0.0, 1.0);
  }

  View look(Region const& region, double enough) {
    auto const outside = outside_of(region, whole_);
    View view{};
    view.share_m2 = overlap_m2(area_, region, scale_);
    view.nearest = nearest_metres(region, whole_, outside, 2 * kWidest);
    view.touched = view.nearest <= kOnBoundary;
    auto const boundary = farthest_on(outside.pieces, region, kPrecision, enough);
    view.inside =
        boundary.metres <= kOnBoundary && surface_m2_ - view.share_m2 <= slack_m2(outside.pieces);
    if (!view.inside) view.farthest = farthest_in(whole_, region, kPrecision, enough, boundary);
    return view;
  }

  AreaPerimeter decide(PerimeterIdx idx) {
    Region const region({&index_.shape(idx)}, effort_);
    auto const view = look(region, rules_.reach_metres);
    AreaPerimeter one{};
    one.idx = idx;
    one.inside = view.inside ? Part::kWholly : view.touched ? Part::kPartly : Part::kNot;
    one.share = view.inside ? 1 : view.touched ? share(view.share_m2) : 0;
    one.nearest = view.touched ? 0 : view.nearest;
    if (view.farthest.metres <= rules_.reach_metres) one.farthest = view.farthest.metres;
    for (std::size_t i = 0; i < kNeighbourhoods.size(); ++i) {
      one.within[i] = part_of(one.nearest, view.farthest.metres, kNeighbourhoods[i]);
    }
    return one;
  }

  void decide_answer(AreaVerdict& verdict, View const& view, Region const& covered) {
    auto const outside = outside_of(covered, whole_);
    double const covered_m2 = overlap_m2(area_, covered, scale_);
    double const slack = slack_m2(outside.pieces);
    bool const all_covered =
        surface_m2_ - covered_m2 <= slack &&
        farthest_on(outside.pieces, covered, kPrecision, kOnBoundary).metres <= kOnBoundary;
    verdict.share_inside = view.inside ? 1 : view.touched ? share(view.share_m2) : 0;
    verdict.share_uncovered = all_covered || view.inside ? 0 : 1 - share(covered_m2);
    bool const some_outside = all_covered || covered_m2 - view.share_m2 > slack;
    if (view.inside) {
      verdict.answer = AreaAnswer::kInside;
    } else if (view.touched && some_outside) {
      verdict.answer = AreaAnswer::kPartly;
    } else if (!view.touched && all_covered) {
      verdict.answer = AreaAnswer::kOutside;
    } else {
      verdict.answer = AreaAnswer::kUncertain;
    }
  }

  // Metres around the area in which all ground is covered, up to the widest neighbourhood.
  double covered_around(Region const& covered) {
    double least = kWidest;
    for (auto const& polygon : area_) {
      ShapeIndex const edges({polygon});
      Region const part({&edges}, effort_);
      double most = 0;
      for (auto const* shape : covered.shapes()) {
        if (!shape->contains(polygon.outer.front())) continue;
        most = std::max(most, clearance(Region({shape}, effort_), part, kWidest));
      }
      least = std::min(least, most);
    }
    return least;
  }

  // Whether nothing unknown can be as near as that: one such point is enough for "not wholly".
  [[nodiscard]] bool certainly_farther(Farthest const& farthest, double limit) const {
    if (!farthest.where) return false;
    auto const covered = index_.covered_around(LocalFrame(*farthest.where), date_, limit);
    return covered && *covered >= limit;
  }

  void decide_neighbourhoods(AreaVerdict& verdict, View const& view, Region const& covered) {
    double const known = covered_around(covered);
    auto const& farthest = view.farthest;
    for (std::size_t i = 0; i < kNeighbourhoods.size(); ++i) {
      double const limit = kNeighbourhoods[i];
      auto const part = part_of(view.nearest, farthest.metres, limit);
      bool const certain = part == Part::kWholly || known >= limit ||
                           (part == Part::kPartly && certainly_farther(farthest, limit));
      if (certain) verdict.within[i] = part;
    }
  }

  PerimeterIndex const& index_;
  MultiPolygon const& area_;
  Date date_;
  AreaRules const& rules_;
  Effort effort_;
  ShapeIndex edges_;
  Region whole_;
  GroundScale scale_;
  double surface_m2_;
};

}  // namespace

Result<AreaVerdict> decide_area(PerimeterIndex const& index, MultiPolygon const& area, Date date,
                                AreaRules const& rules) {
  Decision decision(index, area, date, rules);
  if (auto const checked = check_size(area, decision.box(), rules); !checked) {
    return tl::unexpected(checked.error());
  }
  if (!(decision.surface_m2() >= rules.min_surface_m2)) {
    return fail(ErrorCode::kTooLarge, "L’aire n’a pas de surface.");
  }
  auto verdict = decision.decide();
  if (decision.spent()) {
    return fail(ErrorCode::kTooLarge,
                "L’aire est trop compliquée ; simplifiez son contour ou découpez-la.");
  }
  return verdict;
}

}  // namespace qpv
