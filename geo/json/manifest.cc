// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/manifest.h"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "geo/json/parse.h"
#include "geo/json/write.h"

namespace qpv {
namespace {

void write_source_file(json::PrettyWriter& out, SourceFile const& source) {
  out.StartObject();
  json::member(out, "name", source.name);
  json::member(out, "role", source.role);
  json::member(out, "bytes", source.bytes);
  json::member(out, "sha256", source.sha256);
  // Only where it is known: the id of a dataset made before editions stays what it was.
  if (source.edition) json::member(out, "edition", source.edition);
  json::member(out, "date", source.date);
  json::member(out, "url", source.url);
  json::member(out, "official", source.official);
  json::member(out, "layers", source.layers);
  if (source.fictitious) json::member(out, "fictitious", true);
  out.EndObject();
}

void write_address_source(json::PrettyWriter& out, AddressSummary const& addresses) {
  out.Key("addresses");
  out.StartObject();
  json::member(out, "label", addresses.label);
  json::member(out, "vintage", addresses.vintage);
  json::member(out, "communes", addresses.communes);
  json::member(out, "streets", addresses.streets);
  json::member(out, "localities", addresses.localities);
  json::member(out, "numbers", addresses.numbers);
  json::member(out, "fictitious", addresses.fictitious);
  out.EndObject();
}

void write_file_entry(json::PrettyWriter& out, DatasetFile const& file) {
  out.StartObject();
  json::member(out, "name", file.name);
  json::member(out, "bytes", file.bytes);
  json::member(out, "sha256", file.sha256);
  out.EndObject();
}

void write_box(json::PrettyWriter& out, Box const& extent) {
  out.Key("extent");
  out.StartArray();
  for (double const value : {extent.min.lon, extent.min.lat, extent.max.lon, extent.max.lat}) {
    out.Double(value);
  }
  out.EndArray();
}

Date read_needed_day(json::Fields& fields, char const* key, std::string const& text) {
  auto const date = parse_date(text);
  if (!date) fields.wrong(key, "une date AAAA-MM-JJ est attendue");
  return date.value_or(Date{});
}

SourceFile read_source(json::Fields& fields) {
  SourceFile source;
  source.name = fields.text("name");
  source.role = fields.text("role");
  source.bytes = fields.count("bytes");
  source.sha256 = fields.text("sha256");
  source.date = fields.optional_text("date");
  source.url = fields.optional_text("url");
  source.official = fields.flag("official");
  source.layers = fields.texts("layers");
  source.edition = fields.optional_text("edition");
  source.fictitious = fields.optional_flag("fictitious").value_or(false);
  return source;
}

AddressSummary read_addresses(json::Fields& fields) {
  AddressSummary addresses;
  addresses.label = fields.text("label");
  addresses.vintage = fields.optional_text("vintage");
  addresses.communes = fields.count("communes");
  addresses.streets = fields.count("streets");
  addresses.localities = fields.count("localities");
  addresses.numbers = fields.count("numbers");
  addresses.fictitious = fields.flag("fictitious");
  return addresses;
}

GenerationSummary read_generation(json::Fields& fields) {
  GenerationSummary summary;
  summary.generation = static_cast<int>(fields.count("generation"));
  summary.validity.from = read_needed_day(fields, "valid_from", fields.text("valid_from"));
  if (auto const to = fields.optional_text("valid_to")) {
    summary.validity.to = read_needed_day(fields, "valid_to", *to);
  }
  summary.perimeters = fields.count("perimeters");
  summary.coverage = fields.text("coverage");
  return summary;
}

Manifest read_members(json::Fields& fields) {
  Manifest manifest;
  manifest.id = fields.text("id");
  manifest.tool_version = fields.text("tool_version");
  manifest.official = fields.flag("official");
  manifest.perimeters_label = fields.text("perimeters_label");
  fields.objects("sources",
                 [&](json::Fields& item) { manifest.sources.push_back(read_source(item)); });
  fields.objects("files", [&](json::Fields& item) {
    manifest.files.push_back({item.text("name"), item.count("bytes"), item.text("sha256")});
  });
  manifest.perimeters = fields.count("perimeters");
  manifest.in_territory = fields.count("in_territory");
  auto const extent = fields.numbers("extent", 4);
  manifest.extent = {{extent[0], extent[1]}, {extent[2], extent[3]}};
  fields.objects("generations", [&](json::Fields& item) {
    manifest.generations.push_back(read_generation(item));
  });
  manifest.epci = fields.optional_text("epci");
  fields.object("addresses",
                [&](json::Fields& item) { manifest.addresses = read_addresses(item); });
  return manifest;
}

}  // namespace

void json::write_generation(PrettyWriter& out, GenerationSummary const& summary) {
  out.StartObject();
  json::member(out, "generation", static_cast<std::uint64_t>(summary.generation));
  json::member(out, "valid_from", format_date(summary.validity.from));
  json::member(out, "valid_to",
               summary.validity.to ? std::optional(format_date(*summary.validity.to))
                                   : std::optional<std::string>());
  json::member(out, "perimeters", std::uint64_t{summary.perimeters});
  json::member(out, "coverage", summary.coverage);
  out.EndObject();
}

std::optional<Edition> edition_of(SourceFile const& source) {
  if (!source.edition || !source.date) return std::nullopt;
  return Edition{*source.edition, *source.date};
}

std::string write_manifest(Manifest const& manifest) {
  rapidjson::StringBuffer buffer;
  json::PrettyWriter out(buffer);
  out.SetIndent(' ', 2);
  out.StartObject();
  json::member(out, "id", manifest.id);
  json::member(out, "format", static_cast<std::uint64_t>(manifest.format));
  json::member(out, "tool_version", manifest.tool_version);
  json::member(out, "official", manifest.official);
  json::member(out, "perimeters_label", manifest.perimeters_label);
  json::members(out, "sources", manifest.sources, write_source_file);
  json::members(out, "files", manifest.files, write_file_entry);
  json::member(out, "perimeters", std::uint64_t{manifest.perimeters});
  json::member(out, "in_territory", std::uint64_t{manifest.in_territory});
  write_box(out, manifest.extent);
  json::members(out, "generations", manifest.generations, json::write_generation);
  json::member(out, "epci", manifest.epci);
  // As with editions.
  if (manifest.addresses) write_address_source(out, *manifest.addresses);
  out.EndObject();
  return json::finished(buffer);
}

Result<Manifest> read_manifest(std::string_view text) {
  auto const document = json::parse(text);
  if (!document) return tl::unexpected(document.error());
  std::optional<Error> problem;
  json::Fields fields(*document, "", problem);
  auto const format = fields.count("format");
  if (!problem && format != static_cast<std::uint64_t>(kManifestFormat)) {
    fields.wrong("format", fmt::format("le format {} est inconnu de cette version", format));
  }
  if (problem) return tl::unexpected(*problem);
  auto manifest = read_members(fields);
  if (problem) return tl::unexpected(*problem);
  return manifest;
}

}  // namespace qpv
