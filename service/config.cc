// SPDX-License-Identifier: EUPL-1.2
#include "service/config.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <thread>
#include <utility>

#include "geo/core/version.h"
#include "service/config_limits.h"
#include "service/http/held_budget.h"
#include "service/wsa_keys.h"

namespace qpv {
namespace {

constexpr int kUsageError = 2;

// As written, before addresses are read.
struct Words {
  std::string dataset;
  std::string listen = "127.0.0.1:8080";
  std::string ops_listen = "127.0.0.1:8081";
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  LimitWords limits;
  std::string base_path;
  std::vector<std::string> cors_origins = {"*"};
  std::vector<std::string> frame_ancestors = {"self"};
  std::size_t bench_bytes = 0;
  bool healthcheck = false;
  bool check = false;
  std::string sentinels;
  std::string wsa_keys;
  std::size_t held_table_bytes = http::HeldBudget().of_one;
};

void declare(CLI::App& app, Words& words) {
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.set_version_flag("--version", std::string(version()));
  app.set_help_flag("--help,-h", "Affiche cette aide");
  app.set_config("--config", "", "Fichier TOML ou INI : les mêmes options, sans les tirets")
      ->envname("QPV_CONFIG");
  app.add_option("--dataset", words.dataset, "Dossier écrit par qpv-import")
      ->envname("QPV_DATASET")
      ->type_name("DOSSIER");
  app.add_option("--sentinels", words.sentinels,
                 "Points témoins auxquels tout jeu de données doit répondre juste ; sans cette "
                 "option, ceux du premier jeu servi")
      ->envname("QPV_SENTINELS")
      ->type_name("FICHIER");
  app.add_option("--listen", words.listen,
                 "Adresse du service : 127.0.0.1:8080, [::1]:8080 ou unix:/chemin")
      ->envname("QPV_LISTEN")
      ->type_name("ADRESSE")
      ->capture_default_str();
  app.add_option("--ops-listen", words.ops_listen,
                 "Adresse des sondes, à ne pas publier ; « none » pour aucune")
      ->envname("QPV_OPS_LISTEN")
      ->type_name("ADRESSE")
      ->capture_default_str();
  app.add_option("--threads", words.threads, "Fils d’exécution qui répondent")
      ->envname("QPV_THREADS")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  declare_limits(app, words.limits);
  app.add_option("--base-path", words.base_path,
                 "Chemin sous lequel un mandataire (proxy) publie le service, par exemple /qpv")
      ->envname("QPV_BASE_PATH")
      ->type_name("CHEMIN");
  app.add_option("--cors-origin", words.cors_origins,
                 "Sites admis à lire les réponses dans un navigateur, séparés par des virgules : "
                 "https://www.lens.fr ; * : tous, vide : aucun")
      ->envname("QPV_CORS_ORIGIN")
      ->type_name("ORIGINES")
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->capture_default_str();
  app.add_option(
         "--frame-ancestors", words.frame_ancestors,
         "Sites admis à montrer le widget dans un cadre, séparés par des virgules : "
         "https://www.lens.fr ou https://*.exemple.fr ; self : ce service, * : tous, none : "
         "aucun")
      ->envname("QPV_FRAME_ANCESTORS")
      ->type_name("ORIGINES")
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->capture_default_str();
  app.add_option("--wsa-keys", words.wsa_keys,
                 "Clés (nom:mot de passe, une par ligne) exigées aux adresses de SIG Ville ; sans "
                 "cette option, elles sont ouvertes")
      ->envname("QPV_WSA_KEYS")
      ->type_name("FICHIER");
  app.add_option("--max-held-table-bytes", words.held_table_bytes,
                 "Mémoire pour un fichier envoyé avant ses paramètres, ou en entier avant que sa "
                 "réponse soit lue ; quatre fois autant pour tous ensemble")
      ->envname("QPV_MAX_HELD_TABLE_BYTES")
      ->check(CLI::Range(1024, 1 << 30))
      ->capture_default_str();
  app.add_option("--bench-bytes", words.bench_bytes,
                 "Ajoute /bench/constant, une réponse fixe de cette taille, pour les mesures")
      ->envname("QPV_BENCH_BYTES")
      ->check(CLI::Range(0, 1 << 20));
  app.add_flag("--check", words.check,
               "Vérifie tout le jeu de données et rend 0 s’il est bon, 3 sinon");
  app.add_flag("--healthcheck", words.healthcheck,
               "Interroge le service en marche et rend 0 s’il répond, 1 sinon")
      ->envname("QPV_HEALTHCHECK");
  app.footer(
      "Exemple :\n  qpv-server --dataset /srv/qpv/dataset --listen 127.0.0.1:8080\n\n"
      "Chaque option se donne aussi par la variable d’environnement QPV_*.");
}

// "/qpv", "/outils/qpv": written without escapes, so that it can stand in a link, a header line and
// JSON as it is.
bool is_base_path(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() != '/' || text.back() == '/') return false;
  bool only_dots = true;  // of the segment so far; none yet
  for (char const c : text.substr(1)) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '~';
    if (!plain && c != '.' && c != '/') return false;
    if (c == '/' && only_dots) return false;
    only_dots = c == '/' || (only_dots && c == '.');
  }
  return !only_dots;
}

Result<ServiceConfig> to_config(Words const& words) {
  if (words.dataset.empty() && !words.healthcheck) {
    return fail(ErrorCode::kInvalidArgument, "--dataset est nécessaire");
  }
  if (!is_base_path(words.base_path)) {
    return fail(ErrorCode::kInvalidArgument,
                "--base-path s’écrit comme /qpv : lettres, chiffres, « - », « _ », « . » ou « ~ », "
                "sans « / » à la fin");
  }
  auto listen = http::parse_listen_address(words.listen);
  if (!listen) return tl::unexpected(listen.error());
  std::optional<http::ListenAddress> ops;
  if (words.ops_listen != "none") {
    auto parsed = http::parse_listen_address(words.ops_listen);
    if (!parsed) return tl::unexpected(parsed.error());
    ops = *parsed;
  }
  auto proxies = to_proxies(words.limits);
  if (!proxies) return tl::unexpected(proxies.error());
  auto readers = to_readers(words.cors_origins);
  if (!readers) return tl::unexpected(readers.error());
  auto ancestors = to_frame_ancestors(words.frame_ancestors);
  if (!ancestors) return tl::unexpected(ancestors.error());
  handlers::BasicKeys keys;
  if (!words.wsa_keys.empty()) {
    auto read = read_wsa_keys(words.wsa_keys);
    if (!read) return tl::unexpected(read.error());
    keys = std::move(*read);
  }
  return ServiceConfig{words.dataset,
                       *listen,
                       ops,
                       words.threads,
                       to_limits(words.limits),
                       std::move(*proxies),
                       words.base_path,
                       std::move(*readers),
                       std::move(*ancestors),
                       words.bench_bytes,
                       words.healthcheck,
                       words.check,
                       words.sentinels,
                       std::move(keys),
                       words.held_table_bytes};
}

}  // namespace

std::variant<ServiceConfig, int> read_config(int argc, char const* const* argv) {
  Words words;
  CLI::App app("Répond à « suis-je dans un quartier prioritaire ? » (API et page web)",
               "qpv-server");
  declare(app, words);
  try {
    app.parse(argc, argv);
  } catch (CLI::Success const& asked) {
    return app.exit(asked);
  } catch (CLI::ParseError const& error) {
    std::cerr << "erreur : " << error.what() << "\n";
    return kUsageError;
  }
  auto config = to_config(words);
  if (!config) {
    std::cerr << "erreur : " << config.error().message << "\n";
    return kUsageError;
  }
  return *config;
}

}  // namespace qpv
