// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/shapefile_check.h"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace qpv::ogr {
namespace {

constexpr std::size_t kHeader = 100;
constexpr std::size_t kIndexRecord = 8;
constexpr std::size_t kRecordHeader = 8;
constexpr std::uint32_t kMagic = 9994;
// GDAL's assembling of rings into polygons is quadratic in the worst case.
constexpr std::uint32_t kMaxRings = 10'000;

static_assert(std::endian::native == std::endian::little);

std::uint32_t little(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

std::uint32_t big(std::string_view bytes, std::size_t at) {
  return __builtin_bswap32(little(bytes, at));
}

bool is_polygon(std::uint32_t type) { return type == 5 || type == 15 || type == 25; }

char const* name_of(std::uint32_t type) {
  switch (type % 10) {
    case 1:
    case 8:
      return "des points";
    case 3:
      return "des lignes";
    default:
      return "autre chose que des polygones";
  }
}

Result<void> check_header(std::string_view bytes, char const* extension) {
  if (bytes.size() < kHeader || big(bytes, 0) != kMagic) {
    return wrong(fmt::format("son .{} n'est pas celui d'un shapefile", extension));
  }
  if (std::uint64_t{big(bytes, 24)} * 2 > bytes.size()) {
    return wrong(fmt::format("son .{} est tronqué", extension));
  }
  return {};
}

// Vertices of the record, or why it cannot be read.
Result<std::size_t> check_record(std::string_view shp, std::size_t number, std::uint64_t offset,
                                 std::uint64_t length) {
  auto const damaged = [&] {
    return wrong(fmt::format("l'enregistrement {} de son .shp est tronqué ou abîmé", number + 1));
  };
  if (offset < kHeader || length < 4 || offset + kRecordHeader + length > shp.size()) {
    return damaged();
  }
  auto const content = shp.substr(offset + kRecordHeader, length);
  if (std::uint64_t{big(shp, offset + 4)} * 2 != length) return damaged();
  auto const type = little(content, 0);
  if (type == 0) return std::size_t{0};
  if (!is_polygon(type)) {
    return wrong(fmt::format("il contient {}, pas des polygones", name_of(type)));
  }
  constexpr std::size_t kCounts = 44;
  if (content.size() < kCounts) return damaged();
  std::uint64_t const rings = little(content, 36);
  std::uint64_t const points = little(content, 40);
  if (kCounts + rings * 4 + points * 16 > content.size() || rings > points) return damaged();
  if (rings > kMaxRings) {
    return wrong(fmt::format("l'enregistrement {} a {} anneaux", number + 1, rings));
  }
  return static_cast<std::size_t>(points);
}

Result<void> check_records(std::string_view shp, std::string_view shx, std::size_t count) {
  std::size_t vertices = 0;
  for (std::size_t i = 0; i < count; ++i) {
    auto const at = kHeader + i * kIndexRecord;
    auto const points =
        check_record(shp, i, std::uint64_t{big(shx, at)} * 2, std::uint64_t{big(shx, at + 4)} * 2);
    if (!points) return tl::unexpected(points.error());
    vertices += *points;
    if (vertices > kMaxVertices) {
      return wrong(fmt::format("il a plus de {} sommets", kMaxVertices));
    }
  }
  return {};
}

Result<void> check_table(std::string_view dbf, std::size_t count) {
  constexpr std::size_t kTableHeader = 32;
  if (dbf.size() < kTableHeader) return wrong("son .dbf est tronqué");
  std::uint64_t const records = little(dbf, 4);
  std::uint64_t const header = little(dbf, 8) & 0xFFFFU;
  std::uint64_t const length = little(dbf, 8) >> 16U;
  if (header < kTableHeader || length == 0) return wrong("son .dbf est abîmé");
  if (header + records * length > dbf.size()) return wrong("son .dbf est tronqué");
  if (records != count) {
    return wrong(fmt::format("son .shp a {} formes et son .dbf {} lignes", count, records));
  }
  return {};
}

}  // namespace

Result<void> check_shapefile(std::map<std::string, std::string> const& members) {
  for (char const* extension : {"shp", "shx", "dbf", "prj"}) {
    if (members.contains(extension)) continue;
    bool const prj = std::string_view(extension) == "prj";
    return wrong(prj ? std::string("il manque son .prj : son système de coordonnées est inconnu")
                     : fmt::format("il manque son .{}", extension));
  }
  std::string_view const shp = members.at("shp");
  std::string_view const shx = members.at("shx");
  if (auto const checked = check_header(shp, "shp"); !checked) return checked;
  if (auto const checked = check_header(shx, "shx"); !checked) return checked;
  auto const type = little(shp, 32);
  if (type != 0 && !is_polygon(type)) {
    return wrong(fmt::format("il contient {}, pas des polygones", name_of(type)));
  }
  std::size_t const count = (shx.size() - kHeader) / kIndexRecord;
  if (count == 0) return wrong("il ne contient aucun périmètre");
  if (count > kMaxFeatures) return wrong(fmt::format("il a plus de {} formes", kMaxFeatures));
  if (auto const checked = check_records(shp, shx, count); !checked) return checked;
  return check_table(members.at("dbf"), count);
}

}  // namespace qpv::ogr
