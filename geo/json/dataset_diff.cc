// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/dataset_diff.h"

#include <cstdint>

#include "geo/json/address_words.h"
#include "geo/json/compact.h"
#include "geo/json/rounded.h"
#include "geo/json/words.h"
#include "geo/json/write.h"

namespace qpv {
namespace {

using json::PrettyWriter;
using json::rounded;

constexpr double kPerSquareMetre = 1e2;
constexpr double kPerMetre = 1e3;
constexpr double kPerDegree = 1e7;

void count(PrettyWriter& out, char const* key, std::size_t number) {
  json::member(out, key, std::uint64_t{number});
}

void write_side(PrettyWriter& out, char const* key, DiffSide const& side) {
  out.Key(key);
  out.StartObject();
  json::member(out, "id", side.id);
  json::member(out, "name", side.name);
  count(out, "perimeters", side.perimeters);
  out.EndObject();
}

void write_text(PrettyWriter& out, TextChange const& change) {
  out.StartObject();
  json::member(out, "field", change.field);
  json::member(out, "before", change.before);
  json::member(out, "after", change.after);
  out.EndObject();
}

void write_list(PrettyWriter& out, ListChange const& change) {
  out.StartObject();
  json::member(out, "field", change.field);
  json::member(out, "added", change.added);
  json::member(out, "removed", change.removed);
  out.EndObject();
}

void write_size(PrettyWriter& out, char const* key, ShapeSize const& size) {
  out.Key(key);
  out.StartObject();
  json::member(out, "area_m2", rounded(size.area_m2, kPerSquareMetre));
  count(out, "parts", size.parts);
  count(out, "holes", size.holes);
  out.EndObject();
}

void write_shape(PrettyWriter& out, std::optional<ShapeDiff> const& shape) {
  out.Key("shape");
  if (!shape) {
    out.Null();
    return;
  }
  out.StartObject();
  write_size(out, "before", shape->before);
  write_size(out, "after", shape->after);
  json::member(out, "gained_m2", rounded(shape->gained_m2, kPerSquareMetre));
  json::member(out, "lost_m2", rounded(shape->lost_m2, kPerSquareMetre));
  json::member(out, "moved_m", rounded(shape->moved_m, kPerMetre));
  out.Key("moved_at");
  out.StartObject();
  json::member(out, "lon", rounded(shape->moved_at.lon, kPerDegree));
  json::member(out, "lat", rounded(shape->moved_at.lat, kPerDegree));
  out.EndObject();
  out.EndObject();
}

void write_lone(PrettyWriter& out, LonePerimeter const& perimeter) {
  out.StartObject();
  json::member(out, "code", perimeter.code);
  json::member(out, "name", perimeter.name);
  json::member(out, "generation", static_cast<std::uint64_t>(perimeter.generation));
  json::member(out, "communes", perimeter.communes);
  json::member(out, "area_m2", rounded(perimeter.area_m2, kPerSquareMetre));
  out.EndObject();
}

void write_changed(PrettyWriter& out, PerimeterDiff const& perimeter) {
  out.StartObject();
  json::member(out, "code", perimeter.code);
  json::member(out, "name", perimeter.name);
  json::member(out, "generation", static_cast<std::uint64_t>(perimeter.generation));
  json::members(out, "texts", perimeter.texts, write_text);
  json::members(out, "lists", perimeter.lists, write_list);
  write_shape(out, perimeter.shape);
  out.EndObject();
}

void write_standing(PrettyWriter& out, char const* key,
                    std::optional<StandingText> const& standing) {
  out.Key(key);
  if (!standing) {
    out.Null();
    return;
  }
  out.StartObject();
  json::member(out, "perimeters", standing->perimeters);
  json::member(out, "side", std::string(json::word(standing->side)));
  auto const doubt = json::json_word(standing->doubt);
  out.Key("reason");
  out.RawValue(doubt.data(), doubt.size(), rapidjson::kStringType);
  out.EndObject();
}

void write_number(PrettyWriter& out, NumberDiff const& number) {
  out.StartObject();
  json::member(out, "number", number.number);
  write_standing(out, "before", number.before);
  write_standing(out, "after", number.after);
  out.EndObject();
}

void write_changed_street(PrettyWriter& out, StreetDiff const& street) {
  out.StartObject();
  json::member(out, "generation", static_cast<std::uint64_t>(street.generation));
  json::member(out, "citycode", street.citycode);
  json::member(out, "commune", street.commune);
  json::member(out, "id", street.id);
  json::member(out, "name", street.name);
  json::members(out, "moved", street.moved, write_number);
  json::members(out, "answered", street.answered, write_number);
  json::members(out, "added", street.added, write_number);
  json::members(out, "removed", street.removed, write_number);
  out.EndObject();
}

void write_coverage(PrettyWriter& out, CoverageDiff const& coverage) {
  out.StartObject();
  json::member(out, "generation", static_cast<std::uint64_t>(coverage.generation));
  json::member(out, "before", coverage.before);
  json::member(out, "after", coverage.after);
  out.EndObject();
}

}  // namespace

std::string write_diff(DatasetDiff const& diff) {
  rapidjson::StringBuffer buffer;
  PrettyWriter out(buffer);
  out.SetIndent(' ', 2);
  out.StartObject();
  write_side(out, "before", diff.before);
  write_side(out, "after", diff.after);
  json::members(out, "coverage", diff.coverage, write_coverage);
  out.Key("perimeters");
  out.StartObject();
  count(out, "unchanged", diff.perimeters.unchanged);
  json::members(out, "removed", diff.perimeters.removed, write_lone);
  json::members(out, "added", diff.perimeters.added, write_lone);
  json::members(out, "changed", diff.perimeters.changed, write_changed);
  out.EndObject();
  if (diff.streets) {
    json::members(out, "streets", diff.streets->streets, write_changed_street);
  } else {
    out.Key("streets");
    out.Null();
  }
  out.EndObject();
  return json::finished(buffer);
}

}  // namespace qpv
