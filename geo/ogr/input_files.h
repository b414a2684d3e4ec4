// SPDX-License-Identifier: EUPL-1.2
//
// A file given by an operator, opened without trusting its name, size or extension. GDAL never sees
// its path: the bytes are read here and handed over in memory. Private to geo/ogr.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/ogr/gdal.h"

namespace qpv::ogr {

// No file of this kind comes near it (the national zip holds entries of 40 MB), and everything the
// import builds from this much stays within its memory.
inline constexpr std::uint64_t kMaxFileBytes = std::uint64_t{256} << 20;

// One readable layer file: a GeoJSON, a GeoPackage, or a shapefile with its companions.
struct LayerFile {
  std::string label;  // path inside the archive, or the file's name
  Format format;
  // Lower-case extension ("shp", "dbf", ...) to bytes.
  std::map<std::string, std::string> members;
};

// The layer files of an input, read one at a time.
struct InputFiles {
  bool archive;
  std::vector<std::string> labels;
  std::function<Result<LayerFile>(std::size_t)> read;
};

// A path that GDAL would not take for a file ("/vsi...", "://"), a folder, a pipe, an unknown
// extension or the wrong content for one is refused.
Result<InputFiles> open_input(std::filesystem::path const& file);

// Reads a regular file of at most `max_bytes`, without ever waiting for one (pipes, devices).
Result<std::string> read_regular_file(std::filesystem::path const& file, std::uint64_t max_bytes);

// Lower-case extension without its dot.
std::string extension_of(std::filesystem::path const& file);

// The order in which layers are asked: projected shapefiles (what the State publishes per
// territory), then geographic ones, GeoJSON, GeoPackage.
int preference(LayerFile const& file);

// Whether the bytes are what the extension says.
Result<void> check_content(LayerFile const& file);

}  // namespace qpv::ogr
