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
#include <string_view>
#include <utility>
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
  std::vector<int> preferences;  // see preference()
  std::function<Result<LayerFile>(std::size_t)> read;
};

// A path that GDAL would not take for a file ("/vsi...", "://"), a folder, a pipe, an unknown
// extension or the wrong content for one is refused.
Result<InputFiles> open_input(std::filesystem::path const& file);

// An open file, closed at the end.
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  ~FileDescriptor();
  [[nodiscard]] int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

struct RegularFile {
  FileDescriptor fd;
  std::uint64_t bytes;
};

// Opens a regular file of 1 to `max_bytes` bytes, without ever waiting for one (pipes, devices).
Result<RegularFile> open_regular_file(std::filesystem::path const& file, std::uint64_t max_bytes);
// Reads such a file whole.
Result<std::string> read_regular_file(std::filesystem::path const& file, std::uint64_t max_bytes);

// Lower-case extension without its dot.
std::string extension_of(std::filesystem::path const& file);

// The order in which layers are asked, lowest first: projected shapefiles (what the State publishes
// per territory), then geographic ones, GeoJSON, GeoPackage. `prj` is a shapefile's .prj.
int preference(Format format, std::string_view prj);

// Whether the bytes are what the extension says.
Result<void> check_content(LayerFile const& file);

}  // namespace qpv::ogr
