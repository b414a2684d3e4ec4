// SPDX-License-Identifier: EUPL-1.2
//
// Official files, as they are published, to perimeters: the one place that knows their fields,
// encodings and coordinate systems.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"

namespace qpv::ogr {

// Lists as the file gives them, elements trimmed. A commune's code and name are not yet paired:
// the 2015 files have names only.
struct SourcePerimeter {
  std::string code;
  std::string name;
  std::vector<std::string> commune_codes;
  std::vector<std::string> commune_names;
  std::vector<std::string> epcis;
  MultiPolygon shape;  // valid, WGS84
};

struct Repair {
  std::string code;
  std::string reason;  // GEOS's, with the place: "Self-intersection en 3.14, 50.62"
  double area_before_m2;
  double area_after_m2;
};

struct LayerTaken {
  std::string name;  // path inside the archive, or the file's name
  std::string crs;   // "EPSG:2154", or the CRS's own name
  std::string encoding;
  std::size_t perimeters_taken;
  std::size_t perimeters_in_layer;
};

struct PerimeterSource {
  std::vector<SourcePerimeter> perimeters;  // ascending order of code
  bool has_epci;                            // the 2015 files have none
  std::vector<LayerTaken> layers;
  std::vector<Repair> repairs;
  std::vector<std::string> remarks;  // for the report, in French
};

// Reads .shp (with .dbf and .prj), .geojson/.json, .gpkg, or a .zip holding any of these.
// kInvalidArgument names the file and says what is wrong with it; nothing is ever dropped silently.
Result<PerimeterSource> read_perimeters(std::filesystem::path const& file);

// Reads polygons (any attribute) of the same formats and dissolves them into one valid area.
Result<MultiPolygon> read_coverage(std::filesystem::path const& file);

}  // namespace qpv::ogr
