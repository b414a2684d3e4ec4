// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/geos.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace qpv::ogr {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kReasons{{
    {"Self-intersection", "auto-intersection"},
    {"Ring Self-intersection", "auto-intersection d'un anneau"},
    {"Hole lies outside shell", "trou hors de son contour"},
    {"Holes are nested", "trous emboîtés"},
    {"Interior is disconnected", "intérieur en plusieurs morceaux"},
    {"Nested shells", "contours emboîtés"},
    {"Duplicate Rings", "anneau en double"},
    {"Too few points in geometry component", "trop peu de sommets"},
    {"Invalid Coordinate", "coordonnée impossible"},
    {"Ring is not closed", "anneau non fermé"},
    {"Repeated Point", "sommet répété"},
    {"Topology Validation Error", "topologie fausse"},
}};

std::string in_french(std::string_view reason) {
  for (auto const& [english, french] : kReasons) {
    if (reason == english) return std::string(french);
  }
  return std::string(reason);
}

}  // namespace

Geos::Geos() : context_(GEOS_init_r()) {
  GEOSContext_setErrorMessageHandler_r(context_, &Geos::on_error, this);
}

Geos::~Geos() { GEOS_finish_r(context_); }

void Geos::on_error(char const* message, void* self) {
  static_cast<Geos*>(self)->message_ = message;
}

tl::unexpected<Error> Geos::failure(char const* doing) const {
  return fail(ErrorCode::kCorruptData, fmt::format("GEOS a échoué ({}) : {}", doing, message_));
}

Geos::Geometry Geos::ring(Ring const& ring) const {
  static_assert(sizeof(LonLat) == 2 * sizeof(double));
  auto* sequence =
      GEOSCoordSeq_copyFromBuffer_r(context_, ring.empty() ? nullptr : &ring.front().lon,
                                    static_cast<unsigned>(ring.size()), 0, 0);
  if (sequence == nullptr) return own(nullptr);
  return own(GEOSGeom_createLinearRing_r(context_, sequence));
}

Geos::Geometry Geos::polygon(Polygon const& polygon) const {
  auto outer = ring(polygon.outer);
  if (!outer) return own(nullptr);
  std::vector<Geometry> holes;
  for (auto const& hole : polygon.holes) {
    holes.push_back(ring(hole));
    if (!holes.back()) return own(nullptr);
  }
  std::vector<GEOSGeometry*> raw;
  raw.reserve(holes.size());
  for (auto& hole : holes) raw.push_back(hole.release());
  return own(GEOSGeom_createPolygon_r(context_, outer.release(), raw.data(),
                                      static_cast<unsigned>(raw.size())));
}

Geos::Geometry Geos::collect(std::vector<Geometry> parts) const {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(parts.size());
  for (auto& part : parts) raw.push_back(part.release());
  return own(GEOSGeom_createCollection_r(context_, GEOS_MULTIPOLYGON, raw.data(),
                                         static_cast<unsigned>(raw.size())));
}

Geos::Geometry Geos::multipolygon(MultiPolygon const& shape) const {
  std::vector<Geometry> parts;
  for (auto const& part : shape) {
    parts.push_back(polygon(part));
    if (!parts.back()) return own(nullptr);
  }
  return collect(std::move(parts));
}

Ring Geos::ring_of(GEOSGeometry const* ring) const {
  auto const* sequence = GEOSGeom_getCoordSeq_r(context_, ring);
  unsigned size = 0;
  if (sequence == nullptr || GEOSCoordSeq_getSize_r(context_, sequence, &size) == 0) return {};
  Ring out(size);
  if (size != 0) GEOSCoordSeq_copyToBuffer_r(context_, sequence, &out.front().lon, 0, 0);
  return out;
}

void Geos::collect_shape(GEOSGeometry const* geometry, MultiPolygon& out) const {
  if (GEOSisEmpty_r(context_, geometry) == 1) return;
  int const type = GEOSGeomTypeId_r(context_, geometry);
  if (type == GEOS_POLYGON) {
    Polygon polygon{ring_of(GEOSGetExteriorRing_r(context_, geometry)), {}};
    int const holes = GEOSGetNumInteriorRings_r(context_, geometry);
    for (int i = 0; i < holes; ++i) {
      polygon.holes.push_back(ring_of(GEOSGetInteriorRingN_r(context_, geometry, i)));
    }
    out.push_back(std::move(polygon));
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    int const parts = GEOSGetNumGeometries_r(context_, geometry);
    for (int i = 0; i < parts; ++i) {
      collect_shape(GEOSGetGeometryN_r(context_, geometry, i), out);
    }
  }
}

MultiPolygon Geos::shape(GEOSGeometry const* geometry) const {
  MultiPolygon out;
  collect_shape(geometry, out);
  return out;
}

std::optional<Geos::Flaw> Geos::flaw(GEOSGeometry const* geometry) const {
  char* reason = nullptr;
  GEOSGeometry* place = nullptr;
  char const valid = GEOSisValidDetail_r(context_, geometry, 0, &reason, &place);
  auto const place_owner = own(place);
  std::string text = reason == nullptr ? message_ : in_french(reason);
  if (reason != nullptr) GEOSFree_r(context_, reason);
  if (valid == 1) return std::nullopt;
  LonLat at{};
  if (place != nullptr && GEOSGeomGetX_r(context_, place, &at.lon) == 1 &&
      GEOSGeomGetY_r(context_, place, &at.lat) == 1) {
    text += fmt::format(" en {:.6f}, {:.6f}", at.lon, at.lat);
    return Flaw{std::move(text), at};
  }
  return Flaw{std::move(text), std::nullopt};
}

}  // namespace qpv::ogr
