// SPDX-License-Identifier: EUPL-1.2
//
// GDAL kept on a short leash: three drivers, no network, no file name but ours, errors captured
// instead of printed. Private to geo/ogr.
#pragma once

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace qpv::ogr {

enum class Format { kShapefile, kGeoJson, kGeoPackage };

char const* driver_of(Format format);

// Registers the drivers and fixes the settings; any number of calls, any thread.
void set_up_gdal();

// What GDAL complains of on this thread while this lives. Nests.
class GdalErrors {
 public:
  GdalErrors();
  ~GdalErrors();
  GdalErrors(GdalErrors const&) = delete;
  GdalErrors& operator=(GdalErrors const&) = delete;

  [[nodiscard]] bool failed() const { return !failure_.empty(); }
  [[nodiscard]] std::string const& failure() const { return failure_; }  // the first one
  void note(CPLErr level, char const* message);

 private:
  std::string failure_;
};

// Files in memory for GDAL to open, removed at the end. The bytes are borrowed, not copied.
class MemoryFiles {
 public:
  MemoryFiles();
  ~MemoryFiles();
  MemoryFiles(MemoryFiles const&) = delete;
  MemoryFiles& operator=(MemoryFiles const&) = delete;

  void add(std::string const& name, std::string_view bytes);
  [[nodiscard]] std::string path(std::string const& name) const { return folder_ + name; }

 private:
  std::string folder_;
};

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* handle) const {
    kFree(handle);
  }
};

struct DatasetClosed {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using DatasetHandle = std::unique_ptr<void, DatasetClosed>;
using FeatureHandle = std::unique_ptr<std::remove_pointer_t<OGRFeatureH>, Freed<&OGR_F_Destroy>>;
using GeometryHandle =
    std::unique_ptr<std::remove_pointer_t<OGRGeometryH>, Freed<&OGR_G_DestroyGeometry>>;
using SrsHandle = std::unique_ptr<std::remove_pointer_t<OGRSpatialReferenceH>, Freed<&OSRRelease>>;
using TransformHandle = std::unique_ptr<std::remove_pointer_t<OGRCoordinateTransformationH>,
                                        Freed<&OCTDestroyCoordinateTransformation>>;

// Longitude first, whatever the authority says.
SrsHandle wgs84();

// Null when the driver refuses; nobody but that driver is asked.
DatasetHandle open_in_memory(std::string const& path, Format format);

}  // namespace qpv::ogr
