// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/print.h"

#include <fmt/format.h>

#include "tools/import/coverage.h"
#include "tools/import/french.h"

namespace qpv::import {
namespace {

char const* coverage_text(std::string const& kind) {
  if (kind == kCoverageFrance) return "complet pour toute la France";
  if (kind == kCoveragePolygons) return "complet dans les polygones donnés";
  return "connu seulement à l'intérieur des périmètres";
}

std::string validity_text(Validity const& validity) {
  if (!validity.to) return fmt::format("depuis le {}", format_date(validity.from));
  return fmt::format("du {} au {}", format_date(validity.from), format_date(*validity.to));
}

void print_source(std::string& out, ReportSource const& source) {
  out += fmt::format("\n{} : {} périmètres, {}\n", source.name, source.perimeters,
                     coverage_text(source.coverage));
  for (auto const& layer : source.layers) {
    out += fmt::format("  couche {} ({}, {}) : {} pris sur {}\n", layer.name, layer.crs,
                       layer.encoding, layer.taken, layer.in_layer);
  }
  for (auto const& repair : source.repairs) {
    out += fmt::format("  réparé {} : {} ; surface {:+.2f} m² sur {:.0f} m²\n", repair.code,
                       repair.reason, repair.area_after_m2 - repair.area_before_m2,
                       repair.area_before_m2);
  }
  for (auto const& remark : source.remarks) out += fmt::format("  remarque : {}\n", remark);
}

void describe_counts(std::string& out, char const* title, std::vector<ReportCount> const& counts) {
  if (counts.empty()) return;
  out += fmt::format("  {} :", title);
  for (auto const& each : counts) {
    out += fmt::format("{} {} {}", &each == counts.data() ? "" : ",", each.name,
                       french_count(each.count));
  }
  out += '\n';
}

void describe_addresses(std::string& out, ReportAddresses const& addresses) {
  for (auto const& source : addresses.sources) {
    out += fmt::format("\n{} : {} lignes, {} prises\n", source.name, french_count(source.rows),
                       french_count(source.taken));
    describe_counts(out, "contenu", source.kinds);
    describe_counts(out, "positions", source.positions);
    describe_counts(out, "laissées de côté", source.faults);
    for (auto const& row : source.first_bad) {
      out += fmt::format("    ligne {}, {} : {}\n", row.line, row.reason, row.text);
    }
    if (source.recoded != 0) {
      out += fmt::format("  {} lignes étaient en Windows-1252\n", french_count(source.recoded));
    }
    for (auto const& remark : source.remarks) out += fmt::format("  remarque : {}\n", remark);
  }
  out += fmt::format("\nadresses : numéros {}, voies et lieux-dits {}, communes {}, répétées {}\n",
                     french_count(addresses.numbers), french_count(addresses.streets),
                     french_count(addresses.communes), french_count(addresses.repeated));
}

}  // namespace

std::string describe_import(Imported const& imported, std::string const& out_dir) {
  auto const& manifest = imported.manifest;
  std::string out;
  for (auto const& source : imported.report.sources) print_source(out, source);
  for (auto const& old : imported.report.superseded) {
    out += fmt::format(
        "\n{} : ses {} périmètres de {} (édition {} du {}) sont remplacés par l'édition {} du {}\n",
        old.name, old.perimeters, old.generation, old.edition.name, old.edition.date, old.by.name,
        old.by.date);
  }
  for (auto const& remark : imported.report.remarks) out += fmt::format("remarque : {}\n", remark);
  if (imported.report.addresses) describe_addresses(out, *imported.report.addresses);
  out += '\n';
  for (auto const& row : manifest.generations) {
    out += fmt::format("génération {} : {} périmètres, en vigueur {}, {}\n", row.generation,
                       row.perimeters, validity_text(row.validity), coverage_text(row.coverage));
  }
  auto const territory = manifest.epci ? fmt::format(" (EPCI {})", *manifest.epci) : std::string();
  out += fmt::format("{} périmètres, dont {} du territoire{}\n", manifest.perimeters,
                     manifest.in_territory, territory);
  out += fmt::format("jeu de données {} : {}{}\n", manifest.id, out_dir,
                     manifest.official ? "" : " (indicatif : sources non certifiées)");
  return out;
}

}  // namespace qpv::import
