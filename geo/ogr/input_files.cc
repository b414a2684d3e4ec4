// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/input_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>

#include "geo/json/geojson_check.h"
#include "geo/ogr/archive.h"
#include "geo/ogr/geopackage_check.h"
#include "geo/ogr/shapefile_check.h"

namespace qpv::ogr {
namespace {

constexpr std::array<std::string_view, 5> kShapefileMembers{"shp", "shx", "dbf", "prj", "cpg"};

Result<std::string> read_all(int fd, std::uint64_t size, std::string const& name) {
  std::string bytes(size, '\0');
  std::uint64_t done = 0;
  while (done < size) {
    ssize_t const got = read(fd, bytes.data() + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorCode::kIo, "lecture impossible : " + name, name);
    if (got == 0) break;
    done += static_cast<std::uint64_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

std::optional<Format> format_of(std::string const& extension) {
  if (extension == "shp") return Format::kShapefile;
  if (extension == "geojson" || extension == "json") return Format::kGeoJson;
  if (extension == "gpkg") return Format::kGeoPackage;
  return std::nullopt;
}

bool is_shapefile_member(std::string const& extension) {
  return std::find(kShapefileMembers.begin(), kShapefileMembers.end(), extension) !=
         kShapefileMembers.end();
}

Result<LayerFile> read_plain(std::filesystem::path const& file, Format format) {
  LayerFile out{file.filename().string(), format, {}};
  auto main = read_regular_file(file, kMaxFileBytes);
  if (!main) return tl::unexpected(main.error());
  out.members[extension_of(file)] = std::move(*main);
  if (format != Format::kShapefile) return out;
  std::error_code error;
  auto const folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  for (auto const& entry : std::filesystem::directory_iterator(folder, error)) {
    auto const extension = extension_of(entry.path());
    if (entry.path().stem() != file.stem() || !is_shapefile_member(extension)) continue;
    if (out.members.contains(extension)) continue;
    auto bytes = read_regular_file(entry.path(), kMaxFileBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    out.members[extension] = std::move(*bytes);
  }
  return out;
}

// Where the members of each layer file lie in an archive.
struct Group {
  std::string label;
  Format format;
  std::map<std::string, std::size_t> entries;  // extension -> entry
};

bool is_litter(std::filesystem::path const& path) {
  return path.filename().string().starts_with("._") || path.string().starts_with("__MACOSX/");
}

Result<std::vector<Group>> group_entries(Archive const& archive) {
  std::map<std::string, Group> groups;  // by path without extension, so that the order is fixed
  std::vector<std::pair<std::string, std::size_t>> companions;
  for (std::size_t i = 0; i < archive.entries().size(); ++i) {
    std::filesystem::path const path(archive.entries()[i].name);
    auto const extension = extension_of(path);
    if (is_litter(path)) continue;
    if (is_shapefile_member(extension)) {
      companions.emplace_back(path.string(), i);
    } else if (auto const format = format_of(extension)) {
      auto const added = groups.try_emplace(path.string(), Group{path.string(), *format, {}});
      if (!added.second) return wrong(fmt::format("« {} » s'y trouve deux fois", path.string()));
      added.first->second.entries[extension] = i;
    }
  }
  std::map<std::string, Group> shapefiles;
  for (auto const& [name, index] : companions) {
    std::filesystem::path path(name);
    auto const extension = extension_of(path);
    auto const stem = path.replace_extension().string();
    auto& group = shapefiles.try_emplace(stem, Group{name, Format::kShapefile, {}}).first->second;
    if (extension == "shp") group.label = name;
    if (!group.entries.try_emplace(extension, index).second) {
      return wrong(fmt::format("« {} » s'y trouve deux fois", name));
    }
  }
  std::vector<Group> out;
  for (auto& [stem, group] : shapefiles) {
    if (group.entries.contains("shp")) out.push_back(std::move(group));
  }
  for (auto& [name, group] : groups) out.push_back(std::move(group));
  return out;
}

Result<InputFiles> open_archive(std::filesystem::path const& file) {
  auto opened = Archive::open(file);
  if (!opened) return tl::unexpected(opened.error());
  auto const archive = std::make_shared<Archive>(std::move(*opened));
  auto groups = group_entries(*archive);
  if (!groups) return tl::unexpected(groups.error());
  if (groups->empty()) {
    return wrong("cette archive ne contient ni shapefile, ni GeoJSON, ni GeoPackage");
  }
  InputFiles out{true, {}, {}, {}};
  for (auto const& group : *groups) {
    auto const prj = group.entries.find("prj");
    auto const text =
        prj == group.entries.end() ? Result<std::string>() : archive->read(prj->second);
    if (!text) return tl::unexpected(text.error());
    out.labels.push_back(group.label);
    out.preferences.push_back(preference(group.format, *text));
  }
  out.read = [archive, list = std::move(*groups)](std::size_t index) -> Result<LayerFile> {
    auto const& group = list[index];
    LayerFile layer{group.label, group.format, {}};
    for (auto const& [extension, entry] : group.entries) {
      auto bytes = archive->read(entry);
      if (!bytes) return tl::unexpected(bytes.error());
      layer.members[extension] = std::move(*bytes);
    }
    return layer;
  };
  return out;
}

bool is_projected(std::string_view prj) {
  auto const start = prj.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && prj.substr(start).starts_with("PROJ");
}

}  // namespace

std::string extension_of(std::filesystem::path const& file) {
  auto out = file.extension().string();
  if (!out.empty()) out.erase(0, 1);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

FileDescriptor::~FileDescriptor() {
  if (fd_ >= 0) close(fd_);
}

Result<RegularFile> open_regular_file(std::filesystem::path const& file, std::uint64_t max_bytes) {
  // Without O_NONBLOCK, opening a pipe would wait for somebody to write.
  FileDescriptor fd(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return wrong("ce fichier n'existe pas");
    return wrong(fmt::format("ce fichier ne peut pas être ouvert ({})", std::strerror(errno)));
  }
  struct stat status {};
  if (fstat(fd.get(), &status) != 0) return fail(ErrorCode::kIo, "fichier illisible");
  if (S_ISDIR(status.st_mode)) return wrong("c'est un dossier, pas un fichier");
  if (!S_ISREG(status.st_mode)) return wrong("ce n'est pas un fichier ordinaire");
  auto const size = static_cast<std::uint64_t>(status.st_size);
  if (size == 0) return wrong("ce fichier est vide");
  if (size > max_bytes) {
    return wrong(fmt::format("ce fichier dépasse {} Mio", max_bytes >> 20));
  }
  return RegularFile{std::move(fd), size};
}

Result<std::string> read_regular_file(std::filesystem::path const& file, std::uint64_t max_bytes) {
  auto const opened = open_regular_file(file, max_bytes);
  if (!opened) return tl::unexpected(opened.error());
  return read_all(opened->fd.get(), opened->bytes, file.filename().string());
}

Result<InputFiles> open_input(std::filesystem::path const& file) {
  auto const name = file.string();
  if (name.starts_with("/vsi") || name.find("://") != std::string::npos) {
    return wrong("seul un fichier local est accepté (ni adresse, ni chemin virtuel)");
  }
  auto const extension = extension_of(file);
  if (extension == "zip") return open_archive(file);
  auto const format = format_of(extension);
  if (!format) {
    return wrong("extension inconnue ; sont acceptés .shp, .geojson, .json, .gpkg et .zip");
  }
  InputFiles out{false, {file.filename().string()}, {0}, {}};
  out.read = [file, kind = *format](std::size_t) { return read_plain(file, kind); };
  return out;
}

int preference(Format format, std::string_view prj) {
  if (format == Format::kGeoPackage) return 3;
  if (format == Format::kGeoJson) return 2;
  return is_projected(prj) ? 0 : 1;
}

Result<void> check_content(LayerFile const& file) {
  if (file.format == Format::kShapefile) return check_shapefile(file.members);
  auto const& bytes = file.members.begin()->second;
  if (file.format == Format::kGeoPackage) return check_geopackage(bytes);
  auto const start = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (start == std::string::npos || bytes[start] != '{') {
    return wrong("son contenu n'est pas du GeoJSON");
  }
  return check_geojson(bytes);
}

}  // namespace qpv::ogr
