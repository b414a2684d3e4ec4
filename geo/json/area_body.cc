// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/area_body.h"

#include <fmt/format.h>
#include <rapidjson/pointer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "geo/json/parse.h"

namespace qpv {
namespace {

using rapidjson::SizeType;
using rapidjson::Value;

tl::unexpected<Error> refuse_at(std::string const& pointer, std::string sentence) {
  return fail(ErrorCode::kInvalidArgument, std::move(sentence), pointer);
}

std::string below(std::string const& pointer, SizeType index) {
  return fmt::format("{}/{}", pointer, index);
}

class AreaReader {
 public:
  explicit AreaReader(std::size_t max_vertices) : max_vertices_(max_vertices) {}

  Result<MultiPolygon> feature_or_geometry(Value const& value) {
    if (!value.IsObject()) return refuse_at("", "Un objet GeoJSON est attendu.");
    auto const type = type_of(value, "");
    if (!type) return tl::unexpected(type.error());
    if (auto const checked = check_crs(value); !checked) return tl::unexpected(checked.error());
    if (*type != "Feature") return geometry(value, "");
    auto const inner = member(value, "geometry", "");
    if (!inner) return tl::unexpected(inner.error());
    if (!(*inner)->IsObject())
      return refuse_at("/geometry", "Ce « Feature » n’a pas de géométrie.");
    return geometry(**inner, "/geometry");
  }

 private:
  // A member that comes twice would be read one way here and another way elsewhere.
  static Result<Value const*> member(Value const& object, std::string_view name,
                                     std::string const& pointer) {
    Value const* found = nullptr;
    auto const at = fmt::format("{}/{}", pointer, name);
    for (auto const& entry : object.GetObject()) {
      if (json::text_of(entry.name) != name) continue;
      if (found != nullptr) return refuse_at(at, fmt::format("« {} » est donné deux fois.", name));
      found = &entry.value;
    }
    if (found == nullptr) return refuse_at(at, fmt::format("Il manque « {} ».", name));
    return found;
  }

  static Result<std::string_view> type_of(Value const& object, std::string const& pointer) {
    auto const type = member(object, "type", pointer);
    if (!type) return tl::unexpected(type.error());
    if (!(*type)->IsString()) return refuse_at(pointer + "/type", "« type » doit être un texte.");
    return json::text_of(**type);
  }

  // GeoJSON is WGS84; files of before 2016 may say so, or say otherwise.
  static Result<void> check_crs(Value const& object) {
    auto const crs = object.FindMember("crs");
    if (crs == object.MemberEnd() || crs->value.IsNull()) return {};
    constexpr std::array<std::string_view, 3> kWgs84{"urn:ogc:def:crs:OGC:1.3:CRS84",
                                                     "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"};
    auto const* name = rapidjson::Pointer("/properties/name").Get(crs->value);
    bool const known =
        name != nullptr && name->IsString() &&
        std::find(kWgs84.begin(), kWgs84.end(), json::text_of(*name)) != kWgs84.end();
    if (known) return {};
    return refuse_at("/crs", "Les coordonnées doivent être en WGS84 (longitude, latitude).");
  }

  Result<MultiPolygon> geometry(Value const& value, std::string const& pointer) {
    auto const type = type_of(value, pointer);
    if (!type) return tl::unexpected(type.error());
    bool const single = *type == "Polygon";
    if (!single && *type != "MultiPolygon") {
      return refuse_at(pointer + "/type", "Un « Polygon » ou un « MultiPolygon » est attendu.");
    }
    auto const coordinates = member(value, "coordinates", pointer);
    if (!coordinates) return tl::unexpected(coordinates.error());
    auto const at = pointer + "/coordinates";
    if (!single) return polygons(**coordinates, at);
    auto one = polygon(**coordinates, at);
    if (!one) return tl::unexpected(one.error());
    return MultiPolygon{std::move(*one)};
  }

  Result<MultiPolygon> polygons(Value const& value, std::string const& pointer) {
    if (!value.IsArray() || value.Empty()) {
      return refuse_at(pointer, "Une liste de polygones est attendue.");
    }
    MultiPolygon out;
    for (SizeType i = 0; i < value.Size(); ++i) {
      auto one = polygon(value[i], below(pointer, i));
      if (!one) return tl::unexpected(one.error());
      out.push_back(std::move(*one));
    }
    return out;
  }

  Result<Polygon> polygon(Value const& value, std::string const& pointer) {
    if (!value.IsArray() || value.Empty()) {
      return refuse_at(pointer, "Une liste d’anneaux est attendue.");
    }
    Polygon out;
    for (SizeType i = 0; i < value.Size(); ++i) {
      auto one = ring(value[i], below(pointer, i));
      if (!one) return tl::unexpected(one.error());
      if (i == 0) {
        out.outer = std::move(*one);
      } else {
        out.holes.push_back(std::move(*one));
      }
    }
    return out;
  }

  Result<Ring> ring(Value const& value, std::string const& pointer) {
    if (!value.IsArray()) return refuse_at(pointer, "Une liste de positions est attendue.");
    vertices_ += value.Size();
    if (vertices_ > max_vertices_) {
      return fail(ErrorCode::kTooLarge, fmt::format("L’aire a plus de {} sommets.", max_vertices_),
                  pointer);
    }
    if (value.Size() < 4) {
      return refuse_at(pointer,
                       "Un anneau a au moins quatre positions, la dernière égale à la "
                       "première.");
    }
    Ring out;
    out.reserve(value.Size());
    for (SizeType i = 0; i < value.Size(); ++i) {
      auto const at = position(value[i], pointer, i);
      if (!at) return tl::unexpected(at.error());
      out.push_back(*at);
    }
    if (!(out.front() == out.back())) {
      return refuse_at(below(pointer, value.Size() - 1),
                       "L’anneau n’est pas fermé : sa dernière position doit être égale à la "
                       "première.");
    }
    return out;
  }

  static Result<LonLat> position(Value const& value, std::string const& ring, SizeType index) {
    constexpr SizeType kMost = 4;
    bool const numbers =
        value.IsArray() && value.Size() >= 2 && value.Size() <= kMost &&
        std::all_of(value.Begin(), value.End(), [](Value const& v) { return v.IsNumber(); });
    if (!numbers) {
      return refuse_at(below(ring, index), "Une position est une liste [longitude, latitude].");
    }
    LonLat const at{value[0].GetDouble(), value[1].GetDouble()};
    if (std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90) return at;
    return refuse_at(
        below(ring, index),
        "Cette position n’est pas sur Terre : la longitude va de -180 à 180 degrés, la "
        "latitude de -90 à 90.");
  }

  std::size_t max_vertices_;
  std::size_t vertices_ = 0;
};

}  // namespace

Result<MultiPolygon> decode_area_body(std::string_view text, std::size_t max_vertices) {
  auto const document = json::parse(text);
  if (!document) return tl::unexpected(document.error());
  return AreaReader(max_vertices).feature_or_geometry(*document);
}

}  // namespace qpv
