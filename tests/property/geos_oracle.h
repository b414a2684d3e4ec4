// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <geos_c.h>

#include "geo/core/types.h"

namespace qpv::test {

// GEOS's own reading of a shape, in degrees.
class GeosShape {
 public:
  explicit GeosShape(MultiPolygon const& shape);
  ~GeosShape();
  GeosShape(GeosShape const&) = delete;
  GeosShape& operator=(GeosShape const&) = delete;

  [[nodiscard]] bool covers(LonLat point) const;               // CLOSED, exact arithmetic
  [[nodiscard]] double boundary_distance(LonLat point) const;  // degrees

 private:
  [[nodiscard]] GEOSGeometry* make_point(LonLat point) const;

  GEOSContextHandle_t context_;
  GEOSGeometry* shape_;
  GEOSGeometry* boundary_;
  GEOSPreparedGeometry const* prepared_;
  GEOSPreparedGeometry const* prepared_boundary_;
};

}  // namespace qpv::test
