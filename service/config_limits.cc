// SPDX-License-Identifier: EUPL-1.2
#include "service/config_limits.h"

#include <CLI/CLI.hpp>
#include <chrono>

namespace qpv {
namespace {

constexpr char kUnix[] = "unix";

template <typename Value>
void number(CLI::App& app, std::string const& flag, std::string const& variable, Value& value,
            CLI::Range const& range, std::string const& help) {
  app.add_option(flag, value, help)->envname(variable)->check(range)->capture_default_str();
}

void declare_sizes(CLI::App& app, http::Limits& limits) {
  number(app, "--max-head-bytes", "QPV_MAX_HEAD_BYTES", limits.head_size.bytes,
         CLI::Range(1024, 1 << 20), "Taille maximale de l’en-tête d’une requête");
  number(app, "--max-target-bytes", "QPV_MAX_TARGET_BYTES", limits.head_size.target_bytes,
         CLI::Range(256, 1 << 20), "Longueur maximale de l’adresse d’une requête");
  number(app, "--max-header-fields", "QPV_MAX_HEADER_FIELDS", limits.head_size.fields,
         CLI::Range(8, 10'000), "Nombre maximal de champs dans l’en-tête d’une requête");
  number(app, "--max-body-bytes", "QPV_MAX_BODY_BYTES", limits.body_bytes,
         CLI::Range(1024, 1 << 30), "Taille maximale du corps d’une requête");
  number(app, "--max-streamed-bytes", "QPV_MAX_STREAMED_BYTES", limits.streamed_bytes,
         CLI::Range(0.0, 1e15),
         "Taille maximale d’un corps qui reçoit sa réponse au fil de l’eau ; 0 pour ne pas en "
         "limiter");
  number(app, "--max-connections", "QPV_MAX_CONNECTIONS", limits.connections.in_all,
         CLI::Range(1, 1 << 20), "Connexions ouvertes à la fois, en tout");
  number(app, "--max-connections-per-client", "QPV_MAX_CONNECTIONS_PER_CLIENT",
         limits.connections.per_client, CLI::Range(0, 1 << 20),
         "Connexions ouvertes à la fois par adresse (par /64 en IPv6) ; 0 pour n’en pas limiter");
}

void declare_times(CLI::App& app, LimitWords& words) {
  CLI::Range const seconds(0.1, 3600.0);
  number(app, "--head-seconds", "QPV_HEAD_SECONDS", words.head_seconds, seconds,
         "Durée laissée à un en-tête pour arriver en entier");
  number(app, "--body-seconds", "QPV_BODY_SECONDS", words.body_seconds, seconds,
         "Durée laissée entre deux morceaux d’un corps");
  number(app, "--write-seconds", "QPV_WRITE_SECONDS", words.write_seconds, seconds,
         "Durée laissée à un client pour lire un morceau de réponse");
  number(app, "--idle-seconds", "QPV_IDLE_SECONDS", words.idle_seconds, seconds,
         "Durée pendant laquelle une connexion reste ouverte sans requête");
  number(app, "--min-bytes-per-second", "QPV_MIN_BYTES_PER_SECOND", words.limits.bytes_per_second,
         CLI::Range(1, 1 << 30), "Débit minimal d’un corps et d’une réponse, ces durées passées");
  number(app, "--drain-seconds", "QPV_DRAIN_SECONDS", words.drain_seconds, CLI::Range(0.0, 3600.0),
         "Durée laissée aux requêtes en cours après SIGTERM");
}

std::chrono::milliseconds to_time(double seconds) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::duration<double>(seconds));
}

}  // namespace

void declare_limits(CLI::App& app, LimitWords& words) {
  declare_sizes(app, words.limits);
  declare_times(app, words);
  app.add_option("--trusted-proxy", words.trusted_proxies,
                 "Réseau d’un mandataire (proxy) cru sur l’adresse du client : 10.0.0.0/8, ::1, "
                 "ou « unix » pour les connexions par socket ; répétable")
      ->envname("QPV_TRUSTED_PROXY")
      ->type_name("RÉSEAU")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->delimiter(',');
  app.add_option("--proxy-header", words.proxy_header,
                 "Champ où ces mandataires écrivent l’adresse du client")
      ->envname("QPV_PROXY_HEADER")
      ->check(CLI::IsMember({"x-forwarded-for", "forwarded"}))
      ->capture_default_str();
}

http::Limits to_limits(LimitWords const& words) {
  auto limits = words.limits;
  limits.head = to_time(words.head_seconds);
  limits.body_progress = to_time(words.body_seconds);
  limits.write_progress = to_time(words.write_seconds);
  limits.idle = to_time(words.idle_seconds);
  limits.drain = to_time(words.drain_seconds);
  return limits;
}

Result<http::Proxies> to_proxies(LimitWords const& words) {
  http::Proxies proxies;
  if (words.proxy_header == "forwarded") proxies.field = http::Proxies::Field::kForwarded;
  for (auto const& word : words.trusted_proxies) {
    if (word == kUnix) {
      proxies.unix_sockets = true;
      continue;
    }
    auto network = http::parse_network(word);
    if (!network) return tl::unexpected(network.error());
    proxies.networks.push_back(*network);
  }
  return proxies;
}

}  // namespace qpv
