// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/reproject.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace qpv::ogr {
namespace {

std::string text_or(char const* text, char const* otherwise) {
  return text != nullptr && *text != '\0' ? text : otherwise;
}

std::string crs_name(OGRSpatialReferenceH srs) {
  char const* authority = OSRGetAuthorityName(srs, nullptr);
  char const* code = OSRGetAuthorityCode(srs, nullptr);
  if (authority != nullptr && code != nullptr) return fmt::format("{}:{}", authority, code);
  return text_or(OSRGetName(srs), "sans nom");
}

bool fits_degrees(LonLat p) { return std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90; }

}  // namespace

Result<Reprojection> Reprojection::of(OGRLayerH layer) {
  GdalErrors const errors;
  OGRSpatialReferenceH const found = OGR_L_GetSpatialRef(layer);
  if (found == nullptr) return wrong("son système de coordonnées est inconnu ou illisible");
  SrsHandle const srs(OSRClone(found));
  Reprojection out;
  out.crs_ = crs_name(srs.get());
  out.geographic_ = OSRIsGeographic(srs.get()) != 0;
  bool const undefined = out.crs_.starts_with("Undefined") || out.crs_ == "unknown" ||
                         out.crs_ == "unnamed" || OSRIsLocal(srs.get()) != 0;
  if (undefined || (!out.geographic_ && OSRIsProjected(srs.get()) == 0)) {
    return wrong(fmt::format("son système de coordonnées est inconnu ({})", out.crs_));
  }
  OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
  auto const target = wgs84();
  if (OSRIsSame(srs.get(), target.get()) != 0) return out;
  out.transform_.reset(OCTNewCoordinateTransformation(srs.get(), target.get()));
  if (!out.transform_) {
    return wrong(fmt::format("son système de coordonnées ({}) ne mène pas au WGS84", out.crs_));
  }
  return out;
}

Result<void> Reprojection::apply(Ring& ring) const {
  for (auto const& p : ring) {
    if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) {
      return wrong("une de ses coordonnées n'est pas un nombre");
    }
    if (geographic_ && !fits_degrees(p)) {
      return wrong(
          fmt::format("ses coordonnées ({:.2f}, {:.2f}) sont des mètres, alors que son "
                      "système déclaré ({}) est en degrés",
                      p.lon, p.lat, crs_));
    }
    if (!geographic_ && fits_degrees(p)) {
      return wrong(
          fmt::format("ses coordonnées ({}, {}) semblent des degrés, alors que son système "
                      "déclaré ({}) est en mètres",
                      p.lon, p.lat, crs_));
    }
  }
  if (!transform_) return {};
  std::vector<double> xs(ring.size());
  std::vector<double> ys(ring.size());
  std::vector<int> ok(ring.size(), 0);
  for (std::size_t i = 0; i < ring.size(); ++i) {
    xs[i] = ring[i].lon;
    ys[i] = ring[i].lat;
  }
  OCTTransformEx(transform_.get(), static_cast<int>(ring.size()), xs.data(), ys.data(), nullptr,
                 ok.data());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (ok[i] == 0 || !std::isfinite(xs[i]) || !std::isfinite(ys[i])) {
      return wrong(fmt::format("la coordonnée ({}, {}) n'existe pas dans son système ({})",
                               ring[i].lon, ring[i].lat, crs_));
    }
    ring[i] = {xs[i], ys[i]};
  }
  return {};
}

Result<void> Reprojection::apply(MultiPolygon& shape) const {
  GdalErrors const errors;
  auto const in_france = [this](Ring const& ring) -> Result<void> {
    for (auto const& p : ring) {
      if (french_zone_at(p) != nullptr) continue;
      char const* hint = french_zone_at({p.lat, p.lon}) != nullptr
                             ? " ; longitude et latitude semblent échangées"
                             : "";
      return wrong(
          fmt::format("ses coordonnées ({:.5f}, {:.5f}) sont hors de France dans son "
                      "système déclaré ({}){}",
                      p.lon, p.lat, crs_, hint));
    }
    return {};
  };
  for (auto& polygon : shape) {
    if (auto const done = apply(polygon.outer).and_then([&] { return in_france(polygon.outer); });
        !done) {
      return done;
    }
    for (auto& hole : polygon.holes) {
      if (auto const done = apply(hole).and_then([&] { return in_france(hole); }); !done) {
        return done;
      }
    }
  }
  return {};
}

FrenchZone const* zone_of(std::string_view departement) {
  auto const zones = french_zones();
  if (departement.size() == 2) return &zones.front();
  // Saint-Barthélemy shares Saint-Martin's box.
  if (departement == "977") departement = "978";
  auto const found = std::find_if(zones.begin(), zones.end(), [&](FrenchZone const& zone) {
    return zone.departement == departement;
  });
  return found == zones.end() ? nullptr : &*found;
}

}  // namespace qpv::ogr
