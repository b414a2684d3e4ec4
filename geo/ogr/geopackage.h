// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv::ogr {

struct GeoPackage {
  std::vector<Perimeter> perimeters;
  std::vector<CoverageArea> coverage;
};

// Layers `perimeters` and `coverage`, WGS84; QGIS opens it. The same values give the same bytes.
Result<void> write_geopackage(std::filesystem::path const& file, GeoPackage const& content);

enum class Shapes {
  kTrusted,  // rings are closed; that none crosses another was checked when they were written
  kChecked,
};

// Only GDAL's GPKG driver is asked. kCorruptData for a missing layer, field or invalid shape.
Result<GeoPackage> read_geopackage(std::filesystem::path const& file,
                                   Shapes shapes = Shapes::kChecked);

}  // namespace qpv::ogr
