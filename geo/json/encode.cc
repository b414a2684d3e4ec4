// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/encode.h"

#include "geo/json/compact.h"
#include "geo/json/rounded.h"
#include "geo/json/words.h"

namespace qpv {
namespace {

using json::Compact;
using json::rounded;

void write_ring(Compact& out, Ring const& ring) {
  out.each(ring, [&](LonLat p) {
    out.array([&] {
      out.value(rounded(p.lon, 1e7));
      out.value(rounded(p.lat, 1e7));
    });
  });
}

void write_feature(Compact& out, Perimeter const& perimeter) {
  out.object([&] {
    out.member("type", "Feature");
    out.member("id", perimeter.code);
    out.key("properties");
    out.object([&] {
      json::write_perimeter_members(out, perimeter);
      out.member("npnru", perimeter.npnru);
      out.key("epcis");
      out.each(perimeter.epcis, [&](std::string const& siren) { out.value(siren); });
      out.member("in_territory", perimeter.in_territory);
    });
    out.key("geometry");
    out.object([&] {
      out.member("type", "MultiPolygon");
      out.key("coordinates");
      out.each(perimeter.shape, [&](Polygon const& polygon) {
        out.array([&] {
          write_ring(out, polygon.outer);
          for (auto const& hole : polygon.holes) write_ring(out, hole);
        });
      });
    });
  });
}

}  // namespace

std::string encode_feature(Perimeter const& perimeter) {
  Compact out;
  write_feature(out, perimeter);
  return out.take();
}

std::string encode_feature_collection(std::span<Perimeter const* const> perimeters,
                                      Manifest const& manifest) {
  Compact out;
  out.object([&] {
    out.member("type", "FeatureCollection");
    out.key("features");
    out.each(perimeters, [&](Perimeter const* perimeter) { write_feature(out, *perimeter); });
    json::write_dataset(out, manifest);
  });
  return out.take();
}

std::string encode_string(std::string_view text) {
  Compact out;
  out.value(text);
  return out.take();
}

std::string encode_status(std::string_view status) {
  Compact out;
  out.object([&] { out.member("status", status); });
  return out.take();
}

std::string encode_readiness(ReadinessText const& readiness) {
  Compact out;
  out.object([&] {
    out.member("status", readiness.status);
    out.member("dataset", readiness.dataset);
    if (readiness.failed_at.empty()) return;
    out.member("detail", readiness.detail);
    out.key("failed_reload");
    out.object([&] {
      out.member("at", readiness.failed_at);
      out.member("reason", readiness.reason);
    });
  });
  return out.take();
}

}  // namespace qpv
