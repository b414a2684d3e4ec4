// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/gdal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <atomic>
#include <mutex>

namespace qpv::ogr {
namespace {

void CPL_STDCALL on_error(CPLErr level, CPLErrorNum, char const* message) {
  auto* errors = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
  if (errors != nullptr) errors->note(level, message);
}

void CPL_STDCALL drop_error(CPLErr, CPLErrorNum, char const*) {}

void set_up_once() {
  CPLSetErrorHandler(drop_error);
  CPLSetConfigOption("OGR_CURRENT_DATE", "1970-01-01T00:00:00Z");
  CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
  CPLSetConfigOption("OGR_ENABLE_PARTIAL_REPROJECTION", "NO");
  // One feature of an official file is a few hundred kB of text; GDAL's own default is 200 MB.
  CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "64");
  OSRSetPROJEnableNetwork(0);
  RegisterOGRShape();
  RegisterOGRGeoJSON();
  RegisterOGRGeoPackage();
}

}  // namespace

char const* driver_of(Format format) {
  switch (format) {
    case Format::kShapefile:
      return "ESRI Shapefile";
    case Format::kGeoJson:
      return "GeoJSON";
    case Format::kGeoPackage:
      break;
  }
  return "GPKG";
}

void set_up_gdal() {
  static std::once_flag once;
  std::call_once(once, set_up_once);
}

GdalErrors::GdalErrors() {
  set_up_gdal();
  CPLErrorReset();
  CPLPushErrorHandlerEx(on_error, this);
}

GdalErrors::~GdalErrors() { CPLPopErrorHandler(); }

void GdalErrors::note(CPLErr level, char const* message) {
  if (level >= CE_Failure && failure_.empty()) failure_ = message;
}

MemoryFiles::MemoryFiles() {
  static std::atomic<unsigned> counter{0};
  folder_ = fmt::format("/vsimem/qpv-{}/", counter++);
}

MemoryFiles::~MemoryFiles() { VSIRmdirRecursive(folder_.c_str()); }

void MemoryFiles::add(std::string const& name, std::string_view bytes) {
  // GDAL wants a mutable buffer but only reads it: everything is opened read-only.
  auto* data = const_cast<GByte*>(reinterpret_cast<GByte const*>(bytes.data()));  // NOLINT
  VSIFCloseL(VSIFileFromMemBuffer(path(name).c_str(), data, bytes.size(), FALSE));
}

SrsHandle wgs84() {
  SrsHandle srs(OSRNewSpatialReference(nullptr));
  constexpr int kWgs84 = 4326;
  OSRImportFromEPSG(srs.get(), kWgs84);
  OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
  return srs;
}

DatasetHandle open_in_memory(std::string const& path, Format format) {
  char const* const drivers[] = {driver_of(format), nullptr};
  // No recoding of attributes: a .cpg may lie, text_encoding.h decides. Other drivers than the
  // shapefile one do not know the option and would warn.
  char const* const raw[] = {"ENCODING=", nullptr};
  char const* const* options = format == Format::kShapefile ? raw : nullptr;
  return DatasetHandle(
      GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, nullptr));
}

}  // namespace qpv::ogr
