// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/compact.h"
#include "geo/json/encode.h"
#include "geo/json/words.h"

namespace qpv {
namespace {

using json::Compact;

// What every reader of an answer must be able to find (product facts, not code).
constexpr std::string_view kIndicative =
    "Réponse indicative : seul le périmètre annexé au décret a valeur juridique.";
constexpr std::string_view kDataLicence = "Licence Ouverte 2.0 (Etalab)";
constexpr std::string_view kCredit =
    "Périmètres des quartiers prioritaires : ANCT ; code officiel géographique : INSEE.";

struct Decree {
  std::string_view name;
  std::string_view date;
  std::string_view subject;
};
constexpr Decree kDecrees[] = {
    {"2014-1750", "2014-12-30", "Quartiers de 2015, corrigé par le décret 2015-1138"},
    {"2023-1314", "2023-12-28", "Quartiers de 2024, France hexagonale et Corse"},
    {"2024-806", "2024-07-13", "Correction du décret 2023-1314"},
    {"2024-1211", "2024-12-27", "Quartiers de 2025, outre-mer"},
    {"2024-1212", "2024-12-27", "Quartiers de 2025, outre-mer"},
};

void write_sources(Compact& out, Manifest const& manifest) {
  out.key("sources");
  out.each(manifest.sources, [&](SourceFile const& source) {
    out.object([&] {
      out.member("name", source.name);
      out.member("role", source.role);
      out.member("edition", source.edition);
      out.member("date", source.date);
      out.member("sha256", source.sha256);
      out.member("url", source.url);
      out.member("official", source.official);
      out.member("fictitious", source.fictitious);
    });
  });
}

void write_generations(Compact& out, Manifest const& manifest) {
  out.key("generations");
  out.each(manifest.generations, [&](GenerationSummary const& generation) {
    out.object([&] {
      out.member("generation", generation.generation);
      json::write_validity(out, generation.validity);
      out.member("perimeters", generation.perimeters);
      out.member("coverage", generation.coverage);
    });
  });
}

void write_territory(Compact& out, Territory const* territory) {
  out.key("territory");
  if (territory == nullptr) return out.value(std::nullopt);
  out.object([&] {
    out.member("siren", territory->siren);
    out.member("name", territory->name);
    out.member("contract", territory->contract);
    out.member("communes", territory->communes.size());
    out.member("quartiers", territory->quartiers.size());
    out.key("contact");
    if (!territory->contact) return out.value(std::nullopt);
    out.object([&] {
      out.member("service", territory->contact->service);
      out.member("phone", territory->contact->phone);
      out.member("email", territory->contact->email);
      out.member("url", territory->contact->url);
    });
  });
}

}  // namespace

std::string encode_about(Manifest const& manifest, Territory const* territory) {
  Compact out;
  out.object([&] {
    out.key("dataset");
    out.object([&] {
      json::write_stamp(out, manifest);
      out.member("perimeter_count", manifest.perimeters);
      out.member("in_territory_count", manifest.in_territory);
      out.member("address_count", manifest.addresses ? manifest.addresses->numbers : 0);
      out.key("extent");
      out.array([&] {
        out.value(manifest.extent.min.lon);
        out.value(manifest.extent.min.lat);
        out.value(manifest.extent.max.lon);
        out.value(manifest.extent.max.lat);
      });
      write_generations(out, manifest);
      write_sources(out, manifest);
    });
    write_territory(out, territory);
    out.key("decrees");
    out.each(kDecrees, [&](Decree const& decree) {
      out.object([&] {
        out.member("name", decree.name);
        out.member("date", decree.date);
        out.member("subject", decree.subject);
      });
    });
    out.member("licence", kDataLicence);
    out.member("credit", kCredit);
    out.member("notice", kIndicative);
    out.member("software_version", manifest.tool_version);
  });
  return out.take();
}

}  // namespace qpv
