// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/validity.h"

#include <utility>

#include "geo/ogr/geos.h"

namespace qpv::ogr {

std::optional<ShapeFlaw> find_flaw(MultiPolygon const& shape) {
  Geos const geos;
  auto const geometry = geos.multipolygon(shape);
  if (!geometry) return ShapeFlaw{"contour illisible", std::nullopt};
  auto flaw = geos.flaw(geometry.get());
  if (!flaw) return std::nullopt;
  return ShapeFlaw{std::move(flaw->reason), flaw->at};
}

}  // namespace qpv::ogr
