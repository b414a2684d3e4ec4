// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/layer.h"

#include <cpl_string.h>
#include <fmt/format.h>

#include <initializer_list>
#include <string_view>

#include "geo/ogr/measure.h"
#include "geo/ogr/shapefile_check.h"

namespace qpv::ogr {
namespace {

// What GDAL says that a person may meet; the rest stays as it is.
std::string said_in_french(std::string const& failure) {
  if (failure.find("too complex/large") != std::string::npos) {
    return "un de ses objets est trop grand pour un périmètre";
  }
  if (failure.starts_with("PROJ:")) return "son système de coordonnées est inconnu";
  return "il est abîmé (" + failure + ")";
}

int find_column(OGRFeatureDefnH definition, std::initializer_list<std::string_view> names) {
  int const count = OGR_FD_GetFieldCount(definition);
  for (auto const name : names) {
    for (int i = 0; i < count; ++i) {
      char const* field = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
      if (EQUAL(field, std::string(name).c_str())) return i;
    }
  }
  return -1;
}

std::string text_of(OGRFeatureH feature, int column) {
  if (column < 0 || OGR_F_IsFieldSetAndNotNull(feature, column) == 0) return {};
  auto const type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, column));
  if (type != OFTStringList) return OGR_F_GetFieldAsString(feature, column);
  std::string joined;
  char** const list = OGR_F_GetFieldAsStringList(feature, column);
  for (int i = 0; list != nullptr && list[i] != nullptr; ++i) {
    if (i != 0) joined += ',';
    joined += list[i];
  }
  return joined;
}

class ShapeReader {
 public:
  explicit ShapeReader(RawFeature& feature) : feature_(feature) {}

  // Whether it was made of polygons only.
  bool read(OGRGeometryH geometry) {
    auto const type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbPolygon) {
      read_polygon(geometry);
      return true;
    }
    if (type != wkbMultiPolygon && type != wkbGeometryCollection) return false;
    int const parts = OGR_G_GetGeometryCount(geometry);
    for (int i = 0; i < parts; ++i) {
      if (!read(OGR_G_GetGeometryRef(geometry, i))) return false;
    }
    return true;
  }

 private:
  Ring read_ring(OGRGeometryH ring) {
    int const count = OGR_G_GetPointCount(ring);
    Ring out;
    out.reserve(static_cast<std::size_t>(count) + 1);
    for (int i = 0; i < count; ++i) out.push_back({OGR_G_GetX(ring, i), OGR_G_GetY(ring, i)});
    constexpr std::size_t kCorners = 3;
    if (!out.empty() && !(out.front() == out.back())) {
      ++feature_.closed_rings;
      out.push_back(out.front());
    }
    if (out.size() > kCorners) return out;
    if (!out.empty()) ++feature_.dropped_rings;
    return {};
  }

  void read_polygon(OGRGeometryH polygon) {
    int const rings = OGR_G_GetGeometryCount(polygon);
    if (rings == 0) return;
    Polygon out{read_ring(OGR_G_GetGeometryRef(polygon, 0)), {}};
    if (out.outer.empty()) return;
    for (int i = 1; i < rings; ++i) {
      auto hole = read_ring(OGR_G_GetGeometryRef(polygon, i));
      if (!hole.empty()) out.holes.push_back(std::move(hole));
    }
    feature_.shape.push_back(std::move(out));
  }

  RawFeature& feature_;
};

std::string named(RawFeature const& feature) {
  return feature.code.empty() ? fmt::format("l'objet {}", feature.id)
                              : fmt::format("« {} »", feature.code);
}

Result<void> read_shape(OGRFeatureH source, RawFeature& feature) {
  OGRGeometryH geometry = OGR_F_GetGeometryRef(source);
  if (geometry == nullptr || OGR_G_IsEmpty(geometry) != 0) {
    return wrong(fmt::format("{} n'a pas de forme", named(feature)));
  }
  GeometryHandle linear;
  if (OGR_GT_IsNonLinear(OGR_G_GetGeometryType(geometry)) != 0) {
    linear.reset(OGR_G_GetLinearGeometry(geometry, 0, nullptr));
    geometry = linear.get();
  }
  if (geometry == nullptr || !ShapeReader(feature).read(geometry)) {
    return wrong(fmt::format("{} n'est pas un polygone", named(feature)));
  }
  if (feature.shape.empty()) {
    return wrong(fmt::format("{} n'a pas de surface", named(feature)));
  }
  return {};
}

Result<void> check_layer_type(OGRLayerH layer) {
  auto const type = wkbFlatten(OGR_L_GetGeomType(layer));
  if (type == wkbNone) return wrong("cette couche n'a pas de géométrie");
  bool const possible = type == wkbUnknown || type == wkbPolygon || type == wkbMultiPolygon ||
                        type == wkbCurvePolygon || type == wkbMultiSurface ||
                        type == wkbGeometryCollection;
  if (possible) return {};
  return wrong(fmt::format("cette couche contient autre chose que des polygones ({})",
                           OGRGeometryTypeToName(type)));
}

Result<RawFeature> read_feature(OGRFeatureH source, Columns const& columns,
                                std::function<bool(std::string const&)> const& wanted) {
  RawFeature feature{OGR_F_GetFID(source),
                     text_of(source, columns.code),
                     text_of(source, columns.name),
                     text_of(source, columns.commune_codes),
                     text_of(source, columns.commune_names),
                     text_of(source, columns.epcis),
                     {},
                     0,
                     0};
  if (!wanted(feature.code)) return feature;
  auto const read = read_shape(source, feature);
  if (!read) return tl::unexpected(read.error());
  return feature;
}

}  // namespace

Result<OpenedFile> OpenedFile::open(LayerFile file) {
  auto const checked = check_content(file);
  if (!checked) return tl::unexpected(checked.error());
  GdalErrors const errors;
  OpenedFile out;
  out.file_ = std::move(file);
  out.memory_ = std::make_unique<MemoryFiles>();
  std::string main;
  for (auto const& [extension, bytes] : out.file_.members) {
    if (extension == "cpg") continue;  // GDAL would recode by it
    auto const name = "layer." + extension;
    out.memory_->add(name, bytes);
    if (main.empty() || extension == "shp") main = out.memory_->path(name);
  }
  out.dataset_ = open_in_memory(main, out.file_.format);
  if (!out.dataset_ || errors.failed()) {
    return wrong(errors.failed() ? said_in_french(errors.failure())
                                 : "son format n'est pas reconnu");
  }
  return out;
}

int OpenedFile::layer_count() const { return GDALDatasetGetLayerCount(dataset_.get()); }

OGRLayerH OpenedFile::layer(int index) const { return GDALDatasetGetLayer(dataset_.get(), index); }

std::string OpenedFile::label(int index) const {
  if (file_.format != Format::kGeoPackage) return file_.label;
  return fmt::format("{} : {}", file_.label, OGR_L_GetName(layer(index)));
}

bool is_empty(OGRLayerH layer) { return OGR_L_GetFeatureCount(layer, TRUE) == 0; }

Columns find_columns(OGRLayerH layer) {
  auto* const definition = OGR_L_GetLayerDefn(layer);
  return {find_column(definition, {"code_qp"}), find_column(definition, {"lib_qp", "nom_qp"}),
          find_column(definition, {"insee_com"}),
          find_column(definition, {"lib_com", "commune_qp"}),
          find_column(definition, {"siren_epci"})};
}

Result<std::vector<RawFeature>> read_features(
    OGRLayerH layer, Columns const& columns,
    std::function<bool(std::string const&)> const& wanted) {
  if (auto const checked = check_layer_type(layer); !checked) {
    return tl::unexpected(checked.error());
  }
  GdalErrors const errors;
  std::vector<RawFeature> out;
  std::size_t vertices = 0;
  OGR_L_ResetReading(layer);
  while (FeatureHandle const feature{OGR_L_GetNextFeature(layer)}) {
    if (errors.failed()) break;
    auto read = read_feature(feature.get(), columns, wanted);
    if (!read) return tl::unexpected(read.error());
    auto const its_own = vertices_of(read->shape);
    if (its_own > kMaxShapeVertices) {
      return wrong(fmt::format("{} a plus de {} sommets", named(*read), kMaxShapeVertices));
    }
    vertices += its_own;
    out.push_back(std::move(*read));
    if (vertices > kMaxVertices || out.size() > kMaxFeatures) {
      return wrong(
          fmt::format("il a plus de {} sommets ou de {} objets", kMaxVertices, kMaxFeatures));
    }
  }
  if (errors.failed()) return wrong(said_in_french(errors.failure()));
  if (out.empty()) return wrong("il ne contient aucun périmètre");
  return out;
}

}  // namespace qpv::ogr
