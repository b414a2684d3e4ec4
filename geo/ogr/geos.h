// SPDX-License-Identifier: EUPL-1.2
//
// GEOS's reentrant C API with owners, and shapes to and fro. Private to geo/ogr.
#pragma once

#include <geos_c.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv::ogr {

// One GEOS context: one thread at a time.
class Geos {
 public:
  struct Freed {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Freed>;
  struct PreparedFreed {
    GEOSContextHandle_t context;
    void operator()(GEOSPreparedGeometry const* prepared) const {
      GEOSPreparedGeom_destroy_r(context, prepared);
    }
  };
  using Prepared = std::unique_ptr<GEOSPreparedGeometry const, PreparedFreed>;

  Geos();
  ~Geos();
  Geos(Geos const&) = delete;
  Geos& operator=(Geos const&) = delete;

  [[nodiscard]] GEOSContextHandle_t handle() const { return context_; }
  [[nodiscard]] std::string const& message() const { return message_; }  // the last error
  [[nodiscard]] Geometry own(GEOSGeometry* geometry) const { return {geometry, Freed{context_}}; }

  // The geometry outlives what is prepared of it.
  [[nodiscard]] Prepared prepare(GEOSGeometry const* geometry) const {
    return {GEOSPrepare_r(context_, geometry), PreparedFreed{context_}};
  }

  // Null on failure. Rings are taken as they are.
  [[nodiscard]] Geometry polygon(Polygon const& polygon) const;
  [[nodiscard]] Geometry multipolygon(MultiPolygon const& shape) const;
  [[nodiscard]] Geometry collect(std::vector<Geometry> parts) const;  // a MultiPolygon of polygons
  // The polygons of any geometry, in GEOS's order; lines and points of a collection are left out.
  [[nodiscard]] MultiPolygon shape(GEOSGeometry const* geometry) const;

  struct Flaw {
    std::string reason;  // in French, with the place
    std::optional<LonLat> at;
  };
  // What makes the geometry invalid, or nothing.
  [[nodiscard]] std::optional<Flaw> flaw(GEOSGeometry const* geometry) const;

  [[nodiscard]] tl::unexpected<Error> failure(char const* doing) const;

 private:
  [[nodiscard]] Geometry ring(Ring const& ring) const;
  void collect_shape(GEOSGeometry const* geometry, MultiPolygon& out) const;
  [[nodiscard]] Ring ring_of(GEOSGeometry const* ring) const;

  static void on_error(char const* message, void* self);

  GEOSContextHandle_t context_;
  std::string message_;
};

}  // namespace qpv::ogr
