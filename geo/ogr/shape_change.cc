// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/shape_change.h"

#include <algorithm>

#include "geo/core/ground.h"
#include "geo/ogr/boundary_gap.h"
#include "geo/ogr/geos.h"
#include "geo/ogr/measure.h"

namespace qpv::ogr {
namespace {

// Overlaying on a grid never fails for want of precision; a micrometre changes no area that counts.
constexpr double kGridMetres = 1e-6;

bool identical(MultiPolygon const& a, MultiPolygon const& b) {
  return std::ranges::equal(a, b, [](Polygon const& one, Polygon const& other) {
    return one.outer == other.outer && one.holes == other.holes;
  });
}

LocalFrame frame_of(MultiPolygon const& shape) {
  auto const box = box_of(shape);
  return LocalFrame({(box.min.lon + box.max.lon) / 2, (box.min.lat + box.max.lat) / 2});
}

MultiPolygon in_metres(MultiPolygon shape, LocalFrame const& frame) {
  auto const flatten = [&](Ring& ring) {
    for (auto& p : ring) {
      auto const metres = frame.to_metres(p);
      p = {metres.x, metres.y};
    }
  };
  for (auto& polygon : shape) {
    flatten(polygon.outer);
    for (auto& hole : polygon.holes) flatten(hole);
  }
  return shape;
}

// Square metres of `a` outside `b`.
Result<double> area_outside(Geos const& geos, GEOSGeometry const* a, GEOSGeometry const* b) {
  auto const rest = geos.own(GEOSDifferencePrec_r(geos.handle(), a, b, kGridMetres));
  double area = 0;
  if (!rest || GEOSArea_r(geos.handle(), rest.get(), &area) == 0) {
    return geos.failure("différence de deux formes");
  }
  return area;
}

}  // namespace

Result<std::optional<ShapeChange>> shape_change(MultiPolygon const& before,
                                                MultiPolygon const& after) {
  if (identical(before, after)) return std::optional<ShapeChange>();
  auto const frame = frame_of(before);
  auto const there = boundary_gap(after, before, frame);
  auto const back = boundary_gap(before, after, frame);
  auto const& most = back.metres > there.metres ? back : there;
  if (most.metres <= kSameBoundaryMetres) return std::optional<ShapeChange>();
  Geos const geos;
  auto const old_shape = geos.multipolygon(in_metres(before, frame));
  auto const new_shape = geos.multipolygon(in_metres(after, frame));
  if (!old_shape || !new_shape) return geos.failure("lecture de deux formes");
  auto const gained = area_outside(geos, new_shape.get(), old_shape.get());
  if (!gained) return tl::unexpected(gained.error());
  auto const lost = area_outside(geos, old_shape.get(), new_shape.get());
  if (!lost) return tl::unexpected(lost.error());
  return std::optional(ShapeChange{*gained, *lost, most.metres, most.at});
}

}  // namespace qpv::ogr
