// SPDX-License-Identifier: EUPL-1.2
#include "tests/property/geos_oracle.h"

#include <stdexcept>
#include <vector>

namespace qpv::test {
namespace {

GEOSGeometry* make_ring(GEOSContextHandle_t context, Ring const& ring) {
  auto* const sequence = GEOSCoordSeq_create_r(context, static_cast<unsigned>(ring.size()), 2);
  for (unsigned i = 0; i < ring.size(); ++i) {
    GEOSCoordSeq_setXY_r(context, sequence, i, ring[i].lon, ring[i].lat);
  }
  return GEOSGeom_createLinearRing_r(context, sequence);
}

GEOSGeometry* make_shape(GEOSContextHandle_t context, MultiPolygon const& shape) {
  std::vector<GEOSGeometry*> parts;
  for (auto const& polygon : shape) {
    std::vector<GEOSGeometry*> holes;
    for (auto const& hole : polygon.holes) holes.push_back(make_ring(context, hole));
    parts.push_back(GEOSGeom_createPolygon_r(context, make_ring(context, polygon.outer),
                                             holes.data(), static_cast<unsigned>(holes.size())));
  }
  return GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, parts.data(),
                                     static_cast<unsigned>(parts.size()));
}

}  // namespace

GeosShape::GeosShape(MultiPolygon const& shape)
    : context_(GEOS_init_r()),
      shape_(make_shape(context_, shape)),
      boundary_(GEOSBoundary_r(context_, shape_)),
      prepared_(GEOSPrepare_r(context_, shape_)),
      prepared_boundary_(GEOSPrepare_r(context_, boundary_)) {
  if (GEOSisValid_r(context_, shape_) != 1) throw std::runtime_error("invalid shape");
}

GeosShape::~GeosShape() {
  GEOSPreparedGeom_destroy_r(context_, prepared_boundary_);
  GEOSPreparedGeom_destroy_r(context_, prepared_);
  GEOSGeom_destroy_r(context_, boundary_);
  GEOSGeom_destroy_r(context_, shape_);
  GEOS_finish_r(context_);
}

GEOSGeometry* GeosShape::make_point(LonLat point) const {
  return GEOSGeom_createPointFromXY_r(context_, point.lon, point.lat);
}

bool GeosShape::covers(LonLat point) const {
  auto* const geometry = make_point(point);
  char const result = GEOSPreparedCovers_r(context_, prepared_, geometry);
  GEOSGeom_destroy_r(context_, geometry);
  return result == 1;
}

double GeosShape::boundary_distance(LonLat point) const {
  auto* const geometry = make_point(point);
  double distance = -1;
  GEOSPreparedDistance_r(context_, prepared_boundary_, geometry, &distance);
  GEOSGeom_destroy_r(context_, geometry);
  return distance;
}

}  // namespace qpv::test
