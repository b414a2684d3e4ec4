// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "geo/core/version.h"

namespace qpv::import {
namespace {

constexpr char kHelp[] =
    R"(qpv-import : des périmètres officiels au jeu de données que sert qpv-server

Usage :
  qpv-import --perimeters FICHIER [--coverage FICHIER|france]
             [--perimeters FICHIER [--coverage …] …]
             [--epci SIREN] [--territory FICHIER] --out DOSSIER

Options :
  --perimeters FICHIER   périmètres : .shp, .geojson, .gpkg, ou .zip tel que publié ;
                         peut être répétée, par exemple pour deux générations
  --coverage FICHIER     polygones où le fichier --perimeters qui précède est complet
  --coverage france      ce fichier est le fichier national, complet pour toute la France
                         (reconnu de lui-même quand il a au moins 1 000 périmètres)
  --epci SIREN           territoire : ce que montrent les listes, les pages et les totaux ;
                         tous les périmètres restent dans la décision
  --territory FICHIER    territory.json : communes, quartiers du contrat et contact
                         (donne aussi l'EPCI)
  --out DOSSIER          jeu de données ; celui qui s'y trouve est remplacé d'un seul coup
  --help, --version

Sans --coverage, et hors fichier national, seul l'intérieur des périmètres est connu :
ailleurs, la réponse est « à vérifier », jamais « non ».

Un fichier FICHIER.fetch.json à côté d'une source ({"url", "date", "sha256"}) est vérifié
et dit d'où elle vient.

Exemples :
  qpv-import --perimeters QP2024.zip --epci 246200364 --out jeu
  qpv-import --perimeters QP2024_extrait.zip --coverage communes.geojson \
             --perimeters QP2015.zip --territory territory.json --out jeu

Code de sortie : 0 tout va bien, 2 fichier ou option à corriger, 3 panne du disque ou du système.
)";

tl::unexpected<Error> usage(std::string message) {
  return fail(ErrorCode::kInvalidArgument, std::move(message) + " (voir qpv-import --help)");
}

bool is_siren(std::string const& text) {
  return text.size() == 9 && text.find_first_not_of("0123456789") == std::string::npos;
}

// Gives each --coverage to the --perimeters before it: CLI11 keeps the order in which values came.
Result<std::vector<SourceOption>> pair_up(CLI::App const& app, CLI::Option const* perimeters,
                                          CLI::Option const* coverage) {
  std::vector<SourceOption> out;
  std::size_t files = 0;
  std::size_t areas = 0;
  for (CLI::Option const* option : app.parse_order()) {
    if (option == perimeters) {
      out.push_back({option->results()[files++], std::nullopt});
    } else if (option == coverage) {
      auto const& value = option->results()[areas++];
      if (out.empty()) {
        return usage(
            fmt::format("--coverage {} : elle suit le --perimeters qu'elle concerne", value));
      }
      if (out.back().coverage) {
        return usage(fmt::format("deux --coverage pour {}", out.back().file.string()));
      }
      out.back().coverage = value;
    }
  }
  return out;
}

}  // namespace

Result<std::variant<Options, Text>> parse_options(int argc, char const* const* argv) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  bool help = false;
  bool show_version = false;
  std::vector<std::string> perimeter_files;
  std::vector<std::string> coverages;
  std::string epci;
  std::string territory;
  std::string out;
  app.add_flag("-h,--help", help);
  app.add_flag("--version", show_version);
  auto* const perimeters = app.add_option("--perimeters", perimeter_files)->allow_extra_args(false);
  auto* const coverage = app.add_option("--coverage", coverages)->allow_extra_args(false);
  auto* const epci_option = app.add_option("--epci", epci);
  auto* const territory_option = app.add_option("--territory", territory);
  app.add_option("--out", out);
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return usage(fmt::format("option mal employée : {}", error.what()));
  }
  if (help) return Text{kHelp};
  if (show_version) return Text{fmt::format("qpv-import {}\n", version())};
  if (auto const extras = app.remaining(); !extras.empty()) {
    return usage(fmt::format("argument inconnu : {}", extras.front()));
  }
  auto sources = pair_up(app, perimeters, coverage);
  if (!sources) return tl::unexpected(sources.error());
  if (sources->empty()) return usage("il manque --perimeters");
  if (out.empty()) return usage("il manque --out");
  Options options{std::move(*sources), std::nullopt, std::nullopt, out};
  if (epci_option->count() != 0) {
    if (!is_siren(epci)) return usage(fmt::format("--epci {} : un SIREN a 9 chiffres", epci));
    options.epci = epci;
  }
  if (territory_option->count() != 0) options.territory = territory;
  return options;
}

}  // namespace qpv::import
