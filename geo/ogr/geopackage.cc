// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/geopackage.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "geo/ogr/gdal.h"
#include "geo/ogr/geopackage_layout.h"

namespace qpv::ogr {
namespace {

tl::unexpected<Error> failed(std::string const& what) {
  return fail(ErrorCode::kIo, "écriture du GeoPackage : " + what, "perimeters.gpkg");
}

void add_ring(OGRGeometryH polygon, Ring const& ring) {
  OGRGeometryH const line = OGR_G_CreateGeometry(wkbLinearRing);
  OGR_G_SetPointCount(line, static_cast<int>(ring.size()));
  for (std::size_t i = 0; i < ring.size(); ++i) {
    OGR_G_SetPoint_2D(line, static_cast<int>(i), ring[i].lon, ring[i].lat);
  }
  OGR_G_AddGeometryDirectly(polygon, line);
}

GeometryHandle to_ogr(MultiPolygon const& shape) {
  GeometryHandle out(OGR_G_CreateGeometry(wkbMultiPolygon));
  for (auto const& polygon : shape) {
    OGRGeometryH const part = OGR_G_CreateGeometry(wkbPolygon);
    add_ring(part, polygon.outer);
    for (auto const& hole : polygon.holes) add_ring(part, hole);
    OGR_G_AddGeometryDirectly(out.get(), part);
  }
  return out;
}

bool add_field(OGRLayerH layer, char const* name, OGRFieldType type) {
  OGRFieldDefnH const field = OGR_Fld_Create(name, type);
  bool const added = OGR_L_CreateField(layer, field, FALSE) == OGRERR_NONE;
  OGR_Fld_Destroy(field);
  return added;
}

OGRLayerH add_layer(GDALDatasetH dataset, char const* name, OGRSpatialReferenceH srs) {
  char const* const options[] = {"GEOMETRY_NAME=geom", "FID=fid", nullptr};
  return GDALDatasetCreateLayer(dataset, name, srs, wkbMultiPolygon,
                                const_cast<char**>(options));  // NOLINT: an old signature
}

class Row {
 public:
  explicit Row(OGRLayerH layer)
      : layer_(layer), feature_(OGR_F_Create(OGR_L_GetLayerDefn(layer))) {}

  void set(char const* name, std::string const& text) {
    OGR_F_SetFieldString(feature_.get(), OGR_F_GetFieldIndex(feature_.get(), name), text.c_str());
  }
  void set(char const* name, int number) {
    OGR_F_SetFieldInteger(feature_.get(), OGR_F_GetFieldIndex(feature_.get(), name), number);
  }
  void set(Validity const& validity) {
    set(kFrom, format_date(validity.from));
    if (validity.to) set(kTo, format_date(*validity.to));
  }
  bool add(MultiPolygon const& shape) {
    OGR_F_SetGeometryDirectly(feature_.get(), to_ogr(shape).release());
    return OGR_L_CreateFeature(layer_, feature_.get()) == OGRERR_NONE;
  }

 private:
  OGRLayerH layer_;
  FeatureHandle feature_;
};

bool write_perimeters(OGRLayerH layer, std::vector<Perimeter> const& perimeters) {
  bool ok = true;
  for (char const* name : {kCode, kName, kKind}) ok = ok && add_field(layer, name, OFTString);
  ok = ok && add_field(layer, kGeneration, OFTInteger);
  for (char const* name : {kFrom, kTo, kCommuneCodes, kCommuneNames, kEpcis}) {
    ok = ok && add_field(layer, name, OFTString);
  }
  ok = ok && add_field(layer, kInTerritory, OFTInteger);
  for (auto const& perimeter : perimeters) {
    Row row(layer);
    row.set(kCode, perimeter.code);
    row.set(kName, perimeter.name);
    row.set(kKind, perimeter.kind);
    row.set(kGeneration, perimeter.generation);
    row.set(perimeter.validity);
    std::vector<std::string> codes;
    std::vector<std::string> names;
    for (auto const& commune : perimeter.communes) {
      codes.push_back(commune.code.value_or(""));
      names.push_back(commune.name);
    }
    row.set(kCommuneCodes, join_list(codes));
    row.set(kCommuneNames, join_list(names));
    row.set(kEpcis, join_list(perimeter.epcis));
    row.set(kInTerritory, perimeter.in_territory ? 1 : 0);
    ok = ok && row.add(perimeter.shape);
  }
  return ok;
}

bool write_coverage(OGRLayerH layer, std::vector<CoverageArea> const& coverage) {
  bool ok = add_field(layer, kGeneration, OFTInteger) && add_field(layer, kFrom, OFTString) &&
            add_field(layer, kTo, OFTString);
  for (auto const& area : coverage) {
    Row row(layer);
    row.set(kGeneration, area.generation);
    row.set(area.validity);
    ok = ok && row.add(area.shape);
  }
  return ok;
}

Result<void> write_in_memory(std::string const& path, GeoPackage const& content) {
  GdalErrors const errors;
  GDALDriverH const driver = GDALGetDriverByName(driver_of(Format::kGeoPackage));
  DatasetHandle dataset(GDALCreate(driver, path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset) return failed(errors.failure());
  GDALDatasetStartTransaction(dataset.get(), FALSE);
  auto const srs = wgs84();
  OGRLayerH const perimeters = add_layer(dataset.get(), kPerimetersLayer, srs.get());
  OGRLayerH const coverage = add_layer(dataset.get(), kCoverageLayer, srs.get());
  bool const written = perimeters != nullptr && coverage != nullptr &&
                       write_perimeters(perimeters, content.perimeters) &&
                       write_coverage(coverage, content.coverage) &&
                       GDALDatasetCommitTransaction(dataset.get()) == OGRERR_NONE;
  dataset.reset();  // GDAL writes its last pages on closing
  if (!written || errors.failed()) return failed(errors.failure());
  return {};
}

Result<void> write_bytes(std::filesystem::path const& file, unsigned char const* data,
                         std::size_t size) {
  constexpr mode_t kMode = 0666;  // less the umask, as for any file
  int const fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode);
  if (fd < 0) return failed("le fichier ne peut pas être créé");
  std::size_t done = 0;
  while (done < size) {
    ssize_t const wrote = write(fd, data + done, size - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) break;
    done += static_cast<std::size_t>(wrote);
  }
  bool const closed = close(fd) == 0;
  return done == size && closed ? Result<void>() : failed("le disque est plein ou en panne");
}

}  // namespace

Result<void> write_geopackage(std::filesystem::path const& file, GeoPackage const& content) {
  MemoryFiles const memory;
  auto const path = memory.path("perimeters.gpkg");
  if (auto const written = write_in_memory(path, content); !written) return written;
  vsi_l_offset size = 0;
  unsigned char const* data = VSIGetMemFileBuffer(path.c_str(), &size, FALSE);
  if (data == nullptr) return failed("rien n'a été écrit");
  return write_bytes(file, data, size);
}

}  // namespace qpv::ogr
