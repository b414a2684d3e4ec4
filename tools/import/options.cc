// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>

#include "geo/core/version.h"

namespace qpv::import {
namespace {

constexpr char kHelp[] =
    R"(qpv-import : des périmètres officiels, et des adresses, au jeu de données que sert qpv-server

Usage :
  qpv-import --perimeters FICHIER [--edition NOM:DATE] [--coverage FICHIER|france]
             [--perimeters FICHIER [--edition …] [--coverage …] …]
             [--addresses FICHIER [--edition NOM:DATE] [--fictitious] …]
             [--accept-bad-rows] [--lexicon DOSSIER] [--position-errors FICHIER]
             [--epci SIREN] [--territory FICHIER]
             [--sentinels FICHIER] --out DOSSIER
  qpv-import --diff ANCIEN NOUVEAU [--json]

Options :
  --perimeters FICHIER   périmètres : .shp, .geojson, .gpkg, ou .zip tel que publié ;
                         peut être répétée, par exemple pour deux générations
  --edition NOM:DATE     édition du fichier --perimeters ou --addresses qui précède, par exemple
                         QP2024:2026-01-15 ; à répéter pour chaque fichier de l'édition
  --coverage FICHIER     polygones où le fichier --perimeters qui précède est complet
  --coverage france      ce fichier est le fichier national, complet pour toute la France
                         (reconnu de lui-même quand il a au moins 1 000 périmètres)
  --addresses FICHIER    adresses : CSV de la Base Adresse Nationale (aussi celui des lieux-dits, aussi
                         réexporté avec des virgules ou des tabulations), ou JSON pour addok, un
                         objet par ligne ; .gz ou non ; peut être répétée : les fichiers s'ajoutent
  --fictitious           le fichier --addresses qui précède est inventé, pour la démonstration :
                         chaque réponse le dira
  --accept-bad-rows      importe un fichier d'adresses dont plus de 1 % des lignes sont fausses
                         (elles sont laissées de côté, comptées et citées dans report.json)
  --lexicon DOSSIER      mots des adresses (.tsv), au lieu de ceux du programme
  --position-errors FICHIER  erreur des positions, en mètres, par type (.tsv, comme
                         data/position_errors.tsv), au lieu de celle du programme
  --epci SIREN           territoire : ce que montrent les listes, les pages et les totaux ;
                         tous les périmètres restent dans la décision
  --territory FICHIER    territory.json : communes, quartiers du contrat et contact
                         (donne aussi l'EPCI)
  --sentinels FICHIER    points témoins : le jeu doit y répondre juste, et ceux qui le
                         remplaceront dans un service en marche aussi
  --out DOSSIER          jeu de données ; celui qui s'y trouve est remplacé d'un seul coup
  --diff ANCIEN NOUVEAU  ce qui change d'un jeu de données à un autre, périmètre par périmètre :
                         ajouts, retraits, noms, communes, surface, déplacement de la limite
                         (d'au moins 2 mm) ; un fichier de périmètres convient aussi. Avec des
                         adresses des deux côtés : voie par voie, les numéros qui changent de côté
                         ou de réponse, et ceux qui apparaissent ou disparaissent dans un périmètre
                         ou près d'une limite
  --json                 le même résultat pour une machine
  --memory-limit MIO     mémoire accordée ; sans cette option 2048, plus la taille des fichiers
                         d'adresses (six fois celle des .gz)
  --cpu-limit SECONDES   temps de calcul accordé, 600 sans cette option
  --help, --version

Sans --coverage, et hors fichier national, seul l'intérieur des périmètres est connu :
ailleurs, la réponse est « à vérifier », jamais « non ».

Un fichier FICHIER.fetch.json à côté d'une source ({"url", "date", "sha256", "name"}) est vérifié
et dit d'où elle vient. Son nom (« name ») et sa date disent aussi l'édition.

Éditions : dans chaque génération, l'édition la plus récente remplace les autres ; les fichiers
d'une même édition (même nom, même date) se complètent. Un fichier sans édition connue s'ajoute
aux autres, et un périmètre donné deux fois est alors refusé. Les fichiers d'adresses s'ajoutent
toujours ; une adresse donnée deux fois n'est prise qu'une fois.

Exemples :
  qpv-import --perimeters QP2024.zip --epci 246200364 --out jeu
  qpv-import --perimeters QP2024_extrait.zip --coverage communes.geojson \
             --perimeters QP2015.zip --territory territory.json --out jeu
  qpv-import --perimeters QP2024.zip --addresses adresses-62.csv.gz \
             --addresses lieux-dits-62.csv.gz --out jeu

Code de sortie : 0 tout va bien (--diff : rien ne change), 1 --diff a trouvé des différences, 2 fichier ou option à corriger, 3 panne du disque ou du système.
)";

tl::unexpected<Error> usage(std::string message) {
  return fail(ErrorCode::kInvalidArgument, std::move(message) + " (voir qpv-import --help)");
}

bool is_siren(std::string const& text) {
  return text.size() == 9 && text.find_first_not_of("0123456789") == std::string::npos;
}

// What the command line holds, as CLI11 hands it over.
struct CommandLine {
  CLI::App app;
  bool help = false;
  bool show_version = false;
  std::vector<std::string> perimeter_files;
  std::vector<std::string> coverage_files;
  std::vector<std::string> editions;
  std::vector<std::string> address_files;
  std::string lexicon_folder;
  std::string position_errors_file;
  bool accept_bad_rows = false;
  std::string epci_value;
  std::string territory_file;
  std::string sentinels_file;
  std::string out_dir;
  std::vector<std::string> sides;
  bool json = false;
  CageLimits limits;
  CLI::Option* perimeters = nullptr;
  CLI::Option* coverage = nullptr;
  CLI::Option* edition = nullptr;
  CLI::Option* addresses = nullptr;
  CLI::Option* fictitious = nullptr;
  CLI::Option* lexicon = nullptr;
  CLI::Option* position_errors = nullptr;
  CLI::Option* memory_limit = nullptr;
  CLI::Option* epci = nullptr;
  CLI::Option* territory = nullptr;
  CLI::Option* sentinels = nullptr;
  CLI::Option* diff = nullptr;

  CommandLine() {
    app.set_help_flag();
    app.allow_extras();
    app.add_flag("-h,--help", help);
    app.add_flag("--version", show_version);
    perimeters = app.add_option("--perimeters", perimeter_files)->allow_extra_args(false);
    coverage = app.add_option("--coverage", coverage_files)->allow_extra_args(false);
    edition = app.add_option("--edition", editions)->allow_extra_args(false);
    addresses = app.add_option("--addresses", address_files)->allow_extra_args(false);
    fictitious = app.add_flag("--fictitious");
    app.add_flag("--accept-bad-rows", accept_bad_rows);
    lexicon = app.add_option("--lexicon", lexicon_folder);
    position_errors = app.add_option("--position-errors", position_errors_file);
    epci = app.add_option("--epci", epci_value);
    territory = app.add_option("--territory", territory_file);
    sentinels = app.add_option("--sentinels", sentinels_file);
    diff = app.add_option("--diff", sides)
               ->expected(2)
               ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
    app.add_flag("--json", json);
    app.add_option("--out", out_dir);
    memory_limit = app.add_option("--memory-limit", limits.memory_mib);
    app.add_option("--cpu-limit", limits.cpu_seconds);
  }
};

Result<void> add_coverage(SourceOption& source, std::string const& value) {
  if (source.coverage) return usage(fmt::format("deux --coverage pour {}", source.file.string()));
  source.coverage = value;
  return {};
}

// To a SourceOption or an AddressOption.
Result<void> read_edition(auto& source, std::string const& value) {
  if (source.edition) return usage(fmt::format("deux --edition pour {}", source.file.string()));
  source.edition = parse_edition(value);
  if (source.edition) return {};
  return usage(
      fmt::format("--edition {} : NOM:AAAA-MM-JJ est attendu, avec un jour qui existe", value));
}

// Gives each --coverage, --edition and --fictitious to the source before it: CLI11 keeps the order
// in which values came.
class Sources {
 public:
  explicit Sources(CommandLine const& line) : line_(line) {}

  Result<void> read() {
    std::map<CLI::Option const*, std::size_t> seen;
    for (CLI::Option const* option : line_.app.parse_order()) {
      if (option == line_.fictitious) {
        if (auto const added = add_fictitious(); !added) return added;
      } else if (option == line_.perimeters || option == line_.addresses ||
                 option == line_.coverage || option == line_.edition) {
        auto const added = add(option, option->results()[seen[option]++]);
        if (!added) return added;
      }
    }
    return {};
  }

  std::vector<SourceOption> perimeters;
  std::vector<AddressOption> addresses;

 private:
  Result<void> add(CLI::Option const* option, std::string const& value) {
    if (option == line_.perimeters) {
      perimeters.push_back({value, std::nullopt});
      last_ = option;
    } else if (option == line_.addresses) {
      addresses.push_back({value});
      last_ = option;
    } else if (option == line_.coverage) {
      if (last_ == line_.perimeters) return add_coverage(perimeters.back(), value);
      return usage(
          fmt::format("--coverage {} : elle suit le --perimeters qu'elle concerne", value));
    } else {
      if (last_ == line_.perimeters) return read_edition(perimeters.back(), value);
      if (last_ == line_.addresses) return read_edition(addresses.back(), value);
      return usage(fmt::format(
          "--edition {} : elle suit le --perimeters ou le --addresses qu'elle concerne", value));
    }
    return {};
  }

  Result<void> add_fictitious() {
    if (last_ == nullptr || last_ != line_.addresses) {
      return usage("--fictitious : elle suit le --addresses qu'elle concerne");
    }
    addresses.back().fictitious = true;
    return {};
  }

  CommandLine const& line_;
  CLI::Option const* last_ = nullptr;
};

// Zero would be no limit at all to the one, and no start to the other.
Result<void> check_limits(CageLimits const& limits) {
  constexpr std::uint64_t kLeastMemory = 64;
  constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 20U;
  constexpr std::uint64_t kMostSeconds = std::uint64_t{24} * 3600;
  if (limits.memory_mib < kLeastMemory || limits.memory_mib > kMostMemory) {
    return usage(fmt::format("--memory-limit : de {} à {} Mio", kLeastMemory, kMostMemory));
  }
  if (limits.cpu_seconds == 0 || limits.cpu_seconds > kMostSeconds) {
    return usage(fmt::format("--cpu-limit : de 1 à {} secondes", kMostSeconds));
  }
  return {};
}

Result<Options> import_options(CommandLine const& line) {
  Sources sources(line);
  if (auto const read = sources.read(); !read) return tl::unexpected(read.error());
  if (sources.perimeters.empty()) return usage("il manque --perimeters");
  if (line.out_dir.empty()) return usage("il manque --out");
  if (sources.addresses.empty() &&
      (line.accept_bad_rows || line.lexicon->count() != 0 || line.position_errors->count() != 0)) {
    return usage("--accept-bad-rows, --lexicon et --position-errors vont avec --addresses");
  }
  Options options{std::move(sources.perimeters), std::nullopt, std::nullopt, line.out_dir};
  options.addresses = std::move(sources.addresses);
  options.accept_bad_rows = line.accept_bad_rows;
  if (line.lexicon->count() != 0) options.lexicon = line.lexicon_folder;
  if (line.position_errors->count() != 0) options.position_errors = line.position_errors_file;
  if (line.epci->count() != 0) {
    if (!is_siren(line.epci_value)) {
      return usage(fmt::format("--epci {} : un SIREN a 9 chiffres", line.epci_value));
    }
    options.epci = line.epci_value;
  }
  if (line.territory->count() != 0) options.territory = line.territory_file;
  if (line.sentinels->count() != 0) options.sentinels = line.sentinels_file;
  return options;
}

Result<DiffOptions> diff_options(CommandLine const& line) {
  for (char const* other :
       {"--perimeters", "--coverage", "--edition", "--addresses", "--fictitious",
        "--accept-bad-rows", "--lexicon", "--position-errors", "--epci", "--territory", "--out"}) {
    if (line.app.count(other) != 0) return usage(fmt::format("{} ne va pas avec --diff", other));
  }
  return DiffOptions{line.sides[0], line.sides[1], line.json};
}

}  // namespace

Result<Command> parse_options(int argc, char const* const* argv) {
  CommandLine line;
  try {
    line.app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return usage(fmt::format("option mal employée : {}", error.what()));
  }
  if (line.help) return Command{{}, false, Text{kHelp}};
  if (line.show_version) return Command{{}, false, Text{fmt::format("qpv-import {}\n", version())}};
  if (auto const extras = line.app.remaining(); !extras.empty()) {
    return usage(fmt::format("argument inconnu : {}", extras.front()));
  }
  if (auto const checked = check_limits(line.limits); !checked) {
    return tl::unexpected(checked.error());
  }
  bool const memory_given = line.memory_limit->count() != 0;
  if (line.diff->count() != 0) {
    auto options = diff_options(line);
    if (!options) return tl::unexpected(options.error());
    return Command{line.limits, memory_given, std::move(*options)};
  }
  if (line.json) return usage("--json va avec --diff");
  auto options = import_options(line);
  if (!options) return tl::unexpected(options.error());
  return Command{line.limits, memory_given, std::move(*options)};
}

}  // namespace qpv::import
