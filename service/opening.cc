// SPDX-License-Identifier: EUPL-1.2
#include "service/opening.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <utility>

#include "geo/dataset/guard.h"

namespace qpv {
namespace {

constexpr int kRefused = 3;

std::string days(Validity const& validity) {
  auto const from = format_date(validity.from);
  return validity.to ? fmt::format("du {} au {}", from, format_date(*validity.to))
                     : fmt::format("depuis le {}", from);
}

void print(Opened const& opened) {
  auto const& manifest = opened.dataset->manifest;
  fmt::print("jeu de données {}, format {}, {}\n", manifest.id, manifest.format,
             manifest.official ? "officiel" : "indicatif");
  for (auto const& file : manifest.files) {
    fmt::print("{} : {} octets, empreinte juste\n", file.name, file.bytes);
  }
  for (auto const& row : manifest.generations) {
    fmt::print("génération {}, {} : {} périmètres, formes valides\n", row.generation,
               days(row.validity), row.perimeters);
  }
  if (manifest.addresses) {
    auto const& addresses = *manifest.addresses;
    fmt::print("adresses : {}, {} numéros dans {} voies et lieux-dits de {} communes\n",
               addresses.label, addresses.numbers, addresses.streets, addresses.communes);
  }
  fmt::print("points témoins : {}\n",
             opened.sentinels.empty() ? "aucun (qpv-import --sentinels en ajoute)"
                                      : fmt::format("{}, tous justes", opened.sentinels.size()));
}

}  // namespace

Result<Opened> open_dataset(ServiceConfig const& config, Verify verify) {
  DatasetWatch watch(config.dataset);
  auto dataset = load_dataset(config.dataset, verify);
  if (!dataset) return tl::unexpected(dataset.error());
  auto sentinels = (*dataset)->sentinels;
  if (!config.sentinels.empty()) {
    auto given = load_sentinels(config.sentinels);
    if (!given) return tl::unexpected(given.error());
    if (auto const held = check_sentinels(**dataset, *given); !held) {
      return tl::unexpected(held.error());
    }
    sentinels = std::move(*given);
  }
  return Opened{std::move(watch), std::move(*dataset), std::move(sentinels)};
}

int check_dataset(ServiceConfig const& config) {
  auto const opened = open_dataset(config, Verify::kEverything);
  if (!opened) {
    fmt::print(stderr, "refusé : {}\n", opened.error().message);
    return kRefused;
  }
  print(*opened);
  return 0;
}

}  // namespace qpv
