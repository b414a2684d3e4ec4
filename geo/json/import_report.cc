// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/import_report.h"

#include <cmath>

#include "geo/json/write.h"

namespace qpv {
namespace {

// Areas to the square centimetre: more digits would be noise.
double rounded(double square_metres) { return std::round(square_metres * 1e4) / 1e4; }

void write_layer(json::PrettyWriter& out, ReportLayer const& layer) {
  out.StartObject();
  json::member(out, "name", layer.name);
  json::member(out, "crs", layer.crs);
  json::member(out, "encoding", layer.encoding);
  json::member(out, "taken", layer.taken);
  json::member(out, "in_layer", layer.in_layer);
  out.EndObject();
}

void write_repair(json::PrettyWriter& out, ReportRepair const& repair) {
  out.StartObject();
  json::member(out, "code", repair.code);
  json::member(out, "reason", repair.reason);
  json::member(out, "area_before_m2", rounded(repair.area_before_m2));
  json::member(out, "area_after_m2", rounded(repair.area_after_m2));
  json::member(out, "area_change_m2", rounded(repair.area_after_m2 - repair.area_before_m2));
  out.EndObject();
}

void write_source(json::PrettyWriter& out, ReportSource const& source) {
  out.StartObject();
  json::member(out, "name", source.name);
  json::member(out, "perimeters", source.perimeters);
  json::member(out, "has_epci", source.has_epci);
  json::member(out, "coverage", source.coverage);
  json::members(out, "layers", source.layers, write_layer);
  json::members(out, "repairs", source.repairs, write_repair);
  json::member(out, "remarks", source.remarks);
  out.EndObject();
}

void write_edition(json::PrettyWriter& out, char const* key, Edition const& edition) {
  out.Key(key);
  out.StartObject();
  json::member(out, "name", edition.name);
  json::member(out, "date", edition.date);
  out.EndObject();
}

void write_superseded(json::PrettyWriter& out, ReportSuperseded const& superseded) {
  out.StartObject();
  json::member(out, "name", superseded.name);
  json::member(out, "generation", static_cast<std::uint64_t>(superseded.generation));
  json::member(out, "perimeters", superseded.perimeters);
  write_edition(out, "edition", superseded.edition);
  write_edition(out, "by", superseded.by);
  out.EndObject();
}

}  // namespace

std::string write_report(ImportReport const& report) {
  rapidjson::StringBuffer buffer;
  json::PrettyWriter out(buffer);
  out.SetIndent(' ', 2);
  out.StartObject();
  json::member(out, "perimeters", report.perimeters);
  json::member(out, "in_territory", report.in_territory);
  json::members(out, "generations", report.generations, json::write_generation);
  json::members(out, "sources", report.sources, write_source);
  json::members(out, "superseded", report.superseded, write_superseded);
  json::member(out, "remarks", report.remarks);
  out.EndObject();
  return json::finished(buffer);
}

}  // namespace qpv
