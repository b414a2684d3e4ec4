// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/import_report.h"

#include "geo/json/rounded.h"
#include "geo/json/write.h"

namespace qpv {
namespace {

// Areas to the square centimetre: more digits would be noise.
double square_metres(double area) { return json::rounded(area, 1e4); }

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
  json::member(out, "area_before_m2", square_metres(repair.area_before_m2));
  json::member(out, "area_after_m2", square_metres(repair.area_after_m2));
  json::member(out, "area_change_m2", square_metres(repair.area_after_m2 - repair.area_before_m2));
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

void write_counts(json::PrettyWriter& out, char const* key,
                  std::vector<ReportCount> const& counts) {
  out.Key(key);
  out.StartObject();
  for (auto const& each : counts) json::member(out, each.name.c_str(), each.count);
  out.EndObject();
}

void write_bad_row(json::PrettyWriter& out, ReportBadRow const& row) {
  out.StartObject();
  json::member(out, "line", row.line);
  json::member(out, "reason", row.reason);
  json::member(out, "text", row.text);
  out.EndObject();
}

void write_address_source(json::PrettyWriter& out, ReportAddressSource const& source) {
  out.StartObject();
  json::member(out, "name", source.name);
  json::member(out, "format", source.format);
  json::member(out, "rows", source.rows);
  json::member(out, "taken", source.taken);
  json::member(out, "bad", source.bad);
  json::member(out, "recoded", source.recoded);
  write_counts(out, "kinds", source.kinds);
  write_counts(out, "positions", source.positions);
  write_counts(out, "faults", source.faults);
  json::members(out, "first_bad", source.first_bad, write_bad_row);
  json::member(out, "remarks", source.remarks);
  out.EndObject();
}

void write_addresses(json::PrettyWriter& out, ReportAddresses const& addresses) {
  out.Key("addresses");
  out.StartObject();
  json::member(out, "communes", addresses.communes);
  json::member(out, "streets", addresses.streets);
  json::member(out, "localities", addresses.localities);
  json::member(out, "numbers", addresses.numbers);
  json::member(out, "repeated", addresses.repeated);
  json::members(out, "sources", addresses.sources, write_address_source);
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
  if (report.addresses) write_addresses(out, *report.addresses);
  out.EndObject();
  return json::finished(buffer);
}

}  // namespace qpv
