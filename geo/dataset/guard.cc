// SPDX-License-Identifier: EUPL-1.2
#include "geo/dataset/guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "geo/core/verdict.h"
#include "geo/dataset/text_file.h"

namespace qpv {
namespace {

using Expects = Sentinel::Expects;

tl::unexpected<Error> refuse(std::string message, char const* where) {
  return fail(ErrorCode::kCorruptData, std::move(message), where);
}

struct Found {
  bool in_force;
  Answer answer;
  std::vector<std::string> perimeters;
};

Found ask(PerimeterIndex const& index, Sentinel const& sentinel) {
  if (!index.in_force(sentinel.date)) return {false, Answer::kUncertain, {}};
  auto const verdict = decide_point(index, {sentinel.point, 0}, sentinel.date);
  Found found{true, verdict.answer, {}};
  for (auto const idx : verdict.perimeters) found.perimeters.push_back(index[idx].code);
  return found;
}

bool meets(Found const& found, Sentinel const& sentinel) {
  switch (sentinel.expects) {
    case Expects::kInside:
      return found.answer == Answer::kInside && found.perimeters == sentinel.perimeters;
    case Expects::kOutside:
      return found.answer == Answer::kOutside;
    case Expects::kNeverOutside:
      return found.answer != Answer::kOutside;
  }
  return false;
}

std::string inside(std::vector<std::string> const& perimeters) {
  return fmt::format("dans {}", fmt::join(perimeters, ", "));
}

std::string expected(Sentinel const& sentinel) {
  if (sentinel.expects == Expects::kInside) return inside(sentinel.perimeters);
  if (sentinel.expects == Expects::kOutside) return "hors de tout quartier";
  return "tout sauf « hors de tout quartier »";
}

std::string told(Found const& found) {
  if (!found.in_force) return "aucun périmètre en vigueur ce jour-là";
  if (found.answer == Answer::kInside) return inside(found.perimeters);
  if (found.answer == Answer::kOutside) return "hors de tout quartier";
  return "non couvert";
}

int rank(std::string_view coverage) {
  if (coverage == "france") return 2;
  return coverage == "polygons" ? 1 : 0;
}

std::string in_words(std::string_view coverage) {
  if (coverage == "france") return "complète pour toute la France";
  return coverage == "polygons" ? "complète sur un territoire" : "connue dans ses périmètres seuls";
}

Result<void> check_addresses(Manifest const& now, Manifest const& next) {
  if (!now.addresses) return {};
  if (!next.addresses) return refuse("il n’a plus d’adresses", kManifestFile);
  if (!now.addresses->fictitious && next.addresses->fictitious) {
    return refuse("ses adresses sont fictives, celles d’avant ne l’étaient pas", kManifestFile);
  }
  return {};
}

}  // namespace

Result<std::vector<Sentinel>> load_sentinels(std::filesystem::path const& file) {
  auto const text = read_text_file(file);
  if (!text) return tl::unexpected(text.error());
  auto sentinels = read_sentinels(*text);
  if (sentinels) return sentinels;
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("{} : {} ({})", file.filename().string(), sentinels.error().message,
                          sentinels.error().where),
              file.filename().string());
}

Result<void> check_sentinels(Dataset const& dataset, std::span<Sentinel const> sentinels) {
  for (auto const& sentinel : sentinels) {
    auto const found = ask(dataset.perimeters, sentinel);
    if (meets(found, sentinel)) continue;
    return refuse(fmt::format("point témoin « {} » au {} : attendu {}, trouvé {}", sentinel.name,
                              format_date(sentinel.date), expected(sentinel), told(found)),
                  kSentinelsFile);
  }
  return {};
}

Result<void> check_succession(Manifest const& now, Manifest const& next) {
  if (now.epci && now.epci != next.epci) {
    return refuse(fmt::format("il est d’un autre territoire ({} au lieu de {})",
                              next.epci.value_or("aucun"), *now.epci),
                  kManifestFile);
  }
  for (auto const& had : now.generations) {
    auto const has = std::find_if(
        next.generations.begin(), next.generations.end(), [&](GenerationSummary const& row) {
          return row.generation == had.generation && row.validity.from == had.validity.from;
        });
    auto const named = fmt::format("la génération {} en vigueur depuis le {}", had.generation,
                                   format_date(had.validity.from));
    if (has == next.generations.end()) return refuse("il n’a plus " + named, kManifestFile);
    if (rank(has->coverage) < rank(had.coverage)) {
      return refuse(fmt::format("{} n’y est plus {} mais {}", named, in_words(had.coverage),
                                in_words(has->coverage)),
                    kManifestFile);
    }
  }
  return check_addresses(now, next);
}

}  // namespace qpv
