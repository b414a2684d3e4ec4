// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <chrono>

#include "geo/core/ground.h"
#include "geo/ogr/effort_limit.h"
#include "geo/ogr/geos.h"
#include "geo/ogr/input_files.h"
#include "geo/ogr/layer.h"
#include "geo/ogr/measure.h"
#include "geo/ogr/perimeter_source.h"
#include "geo/ogr/repair.h"
#include "geo/ogr/reproject.h"

namespace qpv::ogr {
namespace {

// Neighbouring communes whose corners were rounded to 1e-6 degree leave slits of a decimetre.
// Growing by this much and shrinking again closes slits of twice the width; no straight edge moves,
// and a corner is filled by less.
constexpr double kSlitMetres = 0.1;

// Communes whose common limit was simplified on each side apart leave enclosed slivers, some ten
// metres wide and hundreds long. No commune is that narrow: a hole where no circle of this radius
// fits is ground of the source, and would otherwise turn all answers within 300 m into "unknown".
constexpr double kSliverRadiusMetres = 10;

// All communes of a département are merged in a tenth of this.
constexpr std::chrono::seconds kUnionPatience{3};

Result<void> add_shapes(OGRLayerH layer, MultiPolygon& out) {
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

Result<MultiPolygon> read_shapes(InputFiles const& files) {
  MultiPolygon out;
  for (std::size_t i = 0; i < files.labels.size(); ++i) {
    auto file = files.read(i);
    if (!file) return tl::unexpected(file.error());
    auto const opened = OpenedFile::open(std::move(*file));
    if (!opened) return tl::unexpected(opened.error());
    for (int layer = 0; layer < opened->layer_count(); ++layer) {
      auto const added = add_shapes(opened->layer(layer), out);
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

// Takes out the holes that are slivers.
Result<void> fill_slivers(Geos const& geos, MultiPolygon& shape, double radius) {
  for (auto& polygon : shape) {
    std::vector<Ring> holes;
    for (auto& hole : polygon.holes) {
      auto const ground = geos.polygon({hole, {}});
      auto const core = ground ? buffered(geos, ground.get(), -radius) : geos.own(nullptr);
      if (!core) return geos.failure("interstices");
      if (GEOSisEmpty_r(geos.handle(), core.get()) == 0) holes.push_back(std::move(hole));
    }
    polygon.holes = std::move(holes);
  }
  return {};
}

Geos::Geometry closed_union(Geos const& geos, MultiPolygon const& shape, double width) {
  auto const parts = geos.multipolygon(shape);
  auto joined = geos.own(parts ? GEOSUnaryUnion_r(geos.handle(), parts.get()) : nullptr);
  auto const grown = joined ? buffered(geos, joined.get(), width) : geos.own(nullptr);
  auto const shrunk = grown ? buffered(geos, grown.get(), -width) : geos.own(nullptr);
  // What was there stays: shrinking may shave a corner that growing had cut.
  return geos.own(shrunk ? GEOSUnion_r(geos.handle(), shrunk.get(), joined.get()) : nullptr);
}

// Union, slits and slivers closed. Longitudes are shrunk by the latitude's cosine meanwhile, so
// that a degree is as long in both directions.
Result<MultiPolygon> merged(MultiPolygon shape) {
  auto const box = box_of(shape);
  LocalFrame const degree({box.min.lon, (box.min.lat + box.max.lat) / 2});
  double const squeeze = degree.metres_per_lon / degree.metres_per_lat;
  scale(shape, squeeze);
  EffortLimit const limit(kUnionPatience);
  Geos const geos;
  auto const closed = closed_union(geos, shape, kSlitMetres / degree.metres_per_lat);
  if (!closed) return wrong("ses polygones ne peuvent pas être réunis (" + geos.message() + ")");
  auto out = geos.shape(closed.get());
  if (auto const filled = fill_slivers(geos, out, kSliverRadiusMetres / degree.metres_per_lat);
      !filled) {
    return tl::unexpected(filled.error());
  }
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
  auto area = open_input(file).and_then(read_shapes).and_then(merged).and_then(valid);
  if (area) return area;
  auto error = area.error();
  error.message = file.filename().string() + " : " + error.message;
  error.where = file.filename().string();
  return tl::unexpected(std::move(error));
}

}  // namespace qpv::ogr
