// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/geojson_check.h"

#include <fmt/format.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "geo/core/utf8.h"

namespace qpv {
namespace {

// FeatureCollection > features > Feature > geometry > coordinates > 4 levels, and room for
// properties of some depth.
constexpr int kMaxDepth = 32;

// GDAL's time is quadratic in the number of fields.
constexpr std::size_t kMaxNames = 1000;

// GDAL compares member names without regard to case.
std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

struct Check : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Check> {
  int depth = 0;
  int crs_depth = 0;      // depth of the object that is a `crs` member, 0 when outside one
  bool crs_next = false;  // the next value is that of a `crs` member
  bool type_next = false;
  bool features = false;
  std::set<std::string> names;
  std::string_view problem;

  bool refuse(std::string_view why) {
    problem = why;
    return false;
  }
  bool Default() { return !crs_next || refuse("son membre « crs » n'est pas un objet"); }
  bool Null() {
    crs_next = type_next = false;
    return true;
  }
  bool String(char const* text, rapidjson::SizeType size, bool) {
    if (crs_next) return refuse("son membre « crs » n'est pas un objet");
    bool const crs_type = type_next && crs_depth != 0 && depth == crs_depth;
    type_next = false;
    if (!crs_type) return true;
    auto const type = lower({text, size});
    return type == "name" || type == "epsg" ||
           refuse("son membre « crs » ne donne pas un nom de système de coordonnées");
  }
  bool Key(char const* text, rapidjson::SizeType size, bool) {
    auto const key = lower({text, size});
    crs_next = key == "crs";
    type_next = key == "type";
    if (names.insert(key).second && names.size() > kMaxNames) {
      return refuse("il a plus de mille noms de champs");
    }
    if (depth == 1 && (key == "features" || key == "geometry" || key == "coordinates")) {
      features = true;
    }
    return true;
  }
  bool open() {
    type_next = false;
    return ++depth <= kMaxDepth || refuse("il est imbriqué trop profondément");
  }
  bool StartObject() {
    bool const crs = std::exchange(crs_next, false);
    if (!open()) return false;
    if (crs) crs_depth = depth;
    return true;
  }
  bool EndObject(rapidjson::SizeType) {
    if (depth == crs_depth) crs_depth = 0;
    --depth;
    return true;
  }
  bool StartArray() { return Default() && open(); }
  bool EndArray(rapidjson::SizeType) {
    --depth;
    return true;
  }
};

}  // namespace

Result<void> check_geojson(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  // RapidJSON takes a NUL for the end; GDAL may not.
  if (auto const nul = text.find('\0'); nul != std::string_view::npos) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("le JSON est invalide à l'octet {} sur {}", nul, text.size()));
  }
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  Check check;
  reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag>(stream,
                                                                                       check);
  if (!check.problem.empty()) {
    return fail(ErrorCode::kInvalidArgument, std::string(check.problem));
  }
  if (reader.HasParseError()) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("le JSON est invalide ou tronqué à l'octet {} sur {}",
                            reader.GetErrorOffset(), text.size()));
  }
  if (!check.features) return fail(ErrorCode::kInvalidArgument, "ce JSON n'est pas du GeoJSON");
  return {};
}

}  // namespace qpv
