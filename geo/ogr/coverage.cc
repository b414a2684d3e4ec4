// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <cmath>

#include "geo/ogr/geos.h"
#include "geo/ogr/input_files.h"
#include "geo/ogr/layer.h"
#include "geo/ogr/measure.h"
#include "geo/ogr/perimeter_source.h"
#include "geo/ogr/repair.h"
#include "geo/ogr/reproject.h"

namespace qpv::ogr {
namespace {

// Neighbouring communes whose corners were rounded apart leave slits of some decimetres between
// them, and ground in a slit would turn every answer within 300 m into "unknown". Growing by this
// much and shrinking again closes slits of twice the width and moves no straight edge.
constexpr double kSlitMetres = 0.5;

tl::unexpected<Error> wrong(std::string message) {
  return fail(ErrorCode::kInvalidArgument, std::move(message));
}

Result<void> add_layer(OGRLayerH layer, MultiPolygon& out) {
  auto const reprojection = Reprojection::of(layer);
  if (!reprojection) return tl::unexpected(reprojection.error());
  auto features =
      read_features(layer, Columns{-1, -1, -1, -1, -1}, [](std::string const&) { return true; });
  if (!features) return tl::unexpected(features.error());
  for (auto& feature : *features) {
    if (auto const done = reprojection->apply(feature.shape); !done) return done;
    auto repaired = repair(feature.shape);
    if (!repaired) return tl::unexpected(repaired.error());
    auto& shape = *repaired ? (*repaired)->shape : feature.shape;
    out.insert(out.end(), std::make_move_iterator(shape.begin()),
               std::make_move_iterator(shape.end()));
  }
  return {};
}

Result<MultiPolygon> read_all(InputFiles const& files) {
  MultiPolygon out;
  for (std::size_t i = 0; i < files.labels.size(); ++i) {
    auto file = files.read(i);
    if (!file) return tl::unexpected(file.error());
    auto const opened = OpenedFile::open(std::move(*file));
    if (!opened) return tl::unexpected(opened.error());
    for (int layer = 0; layer < opened->layer_count(); ++layer) {
      auto const added = add_layer(opened->layer(layer), out);
      if (!added) return tl::unexpected(added.error());
    }
  }
  return out;
}

void scale(MultiPolygon& shape, double factor) {
  auto const scale_ring = [factor](Ring& ring) {
    for (auto& p : ring) p.lon *= factor;
  };
  for (auto& polygon : shape) {
    scale_ring(polygon.outer);
    for (auto& hole : polygon.holes) scale_ring(hole);
  }
}

Geos::Geometry buffered(Geos const& geos, GEOSGeometry const* geometry, double width) {
  constexpr int kSegments = 8;
  constexpr double kMitre = 5;
  return geos.own(GEOSBufferWithStyle_r(geos.handle(), geometry, width, kSegments, GEOSBUF_CAP_FLAT,
                                        GEOSBUF_JOIN_MITRE, kMitre));
}

// Union, slits closed. Longitudes are shrunk by the latitude's cosine meanwhile, so that a degree
// is as long in both directions.
Result<MultiPolygon> merged(MultiPolygon shape) {
  auto const box = box_of(shape);
  auto const degree = degree_length((box.min.lat + box.max.lat) / 2);
  double const squeeze = degree.lon / degree.lat;
  scale(shape, squeeze);
  Geos const geos;
  auto const parts = geos.multipolygon(shape);
  auto const joined = geos.own(parts ? GEOSUnaryUnion_r(geos.handle(), parts.get()) : nullptr);
  if (!joined) return geos.failure("union");
  double const width = kSlitMetres / degree.lat;
  auto const grown = buffered(geos, joined.get(), width);
  auto const shrunk = grown ? buffered(geos, grown.get(), -width) : geos.own(nullptr);
  // What was there stays: shrinking may shave a corner that growing had cut.
  auto const closed =
      geos.own(shrunk ? GEOSUnion_r(geos.handle(), shrunk.get(), joined.get()) : nullptr);
  if (!closed) return geos.failure("fermeture des interstices");
  auto out = geos.shape(closed.get());
  scale(out, 1 / squeeze);
  return out;
}

Result<MultiPolygon> valid(MultiPolygon shape) {
  auto repaired = repair(shape);
  if (!repaired) return tl::unexpected(repaired.error());
  if (*repaired) return std::move((*repaired)->shape);
  if (shape.empty()) return wrong("il ne couvre aucun terrain");
  return shape;
}

}  // namespace

Result<MultiPolygon> read_coverage(std::filesystem::path const& file) {
  auto area = open_input(file).and_then(read_all).and_then(merged).and_then(valid);
  if (area) return area;
  auto error = area.error();
  error.message = file.filename().string() + " : " + error.message;
  error.where = file.filename().string();
  return tl::unexpected(std::move(error));
}

}  // namespace qpv::ogr
