// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "tools/import/coverage.h"
#include "tools/import/diff.h"
#include "tools/import/french.h"

namespace qpv::import {
namespace {

std::string metres(double value) { return french_number(value, 2) + " m"; }
std::string square_metres(double value) { return french_number(value, 2) + " m²"; }

std::string_view in_french(std::string_view field) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kFields{{
      {"name", "nom"},
      {"kind", "nature"},
      {"generation", "génération"},
      {"valid_from", "en vigueur depuis"},
      {"valid_to", "en vigueur jusqu’au"},
      {"quartier", "quartier du contrat"},
      {"in_territory", "montré par le territoire"},
      {"communes", "communes"},
      {"epcis", "EPCI"},
  }};
  for (auto const& [name, french] : kFields) {
    if (name == field) return french;
  }
  return field;
}

std::string quoted(std::optional<std::string> const& text) {
  if (!text) return "rien";
  if (*text == "true") return "oui";
  if (*text == "false") return "non";
  return "« " + *text + " »";
}

std::string_view coverage_text(std::string_view kind) {
  if (kind == kCoverageFrance) return "toute la France";
  if (kind == kCoveragePolygons) return "les polygones donnés";
  return "l’intérieur des périmètres";
}

void describe_side(std::string& out, char const* title, DiffSide const& side) {
  auto const id = side.id ? fmt::format(", jeu de données {}", *side.id) : std::string();
  out += fmt::format("{} : {} périmètres ({}{})\n", title, side.perimeters, side.name, id);
}

void describe_lone(std::string& out, char const* sign, char const* what,
                   LonePerimeter const& perimeter) {
  out += fmt::format("{} {} « {} » ({}) : {}, {}, {}\n", sign, perimeter.code, perimeter.name,
                     perimeter.generation, what, fmt::join(perimeter.communes, ", "),
                     square_metres(perimeter.area_m2));
}

void describe_shape(std::string& out, ShapeDiff const& shape) {
  out += fmt::format("    surface : {} → {} ({} gagnés, {} perdus)\n",
                     square_metres(shape.before.area_m2), square_metres(shape.after.area_m2),
                     square_metres(shape.gained_m2), square_metres(shape.lost_m2));
  out += fmt::format("    limite : déplacée de {} au plus, en {:.7f}, {:.7f}\n",
                     metres(shape.moved_m), shape.moved_at.lon, shape.moved_at.lat);
  if (shape.before.parts != shape.after.parts) {
    out += fmt::format("    morceaux : {} → {}\n", shape.before.parts, shape.after.parts);
  }
  if (shape.before.holes != shape.after.holes) {
    out += fmt::format("    trous : {} → {}\n", shape.before.holes, shape.after.holes);
  }
}

void describe_changed(std::string& out, PerimeterDiff const& perimeter) {
  out += fmt::format("~ {} « {} » ({}) : modifié\n", perimeter.code, perimeter.name,
                     perimeter.generation);
  for (auto const& change : perimeter.texts) {
    out += fmt::format("    {} : {} → {}\n", in_french(change.field), quoted(change.before),
                       quoted(change.after));
  }
  for (auto const& change : perimeter.lists) {
    out += fmt::format("    {} :", in_french(change.field));
    for (auto const& added : change.added) out += " + " + added;
    for (auto const& removed : change.removed) out += " − " + removed;
    out += '\n';
  }
  if (perimeter.shape) describe_shape(out, *perimeter.shape);
}

std::string standing_text(std::optional<StandingText> const& standing) {
  if (!standing) return "absent";
  std::string_view const side = standing->side == Side::kInside    ? "dedans"
                                : standing->side == Side::kOutside ? "dehors"
                                                                   : "en doute";
  std::string out(side);
  if (standing->doubt == Doubt::kNotCovered) out += ", hors des données";
  if (standing->doubt == Doubt::kNearBoundary) out += ", limite proche";
  if (standing->perimeters.empty()) return out;
  return fmt::format("{} ({})", out, fmt::join(standing->perimeters, ", "));
}

// Numbers that change alike share a line.
void describe_numbers(std::string& out, char const* what, std::vector<NumberDiff> const& numbers) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (auto const& number : numbers) {
    auto change = standing_text(number.before) + " → " + standing_text(number.after);
    auto const same = std::ranges::find(lines, change, &std::pair<std::string, std::string>::first);
    auto const text = number.number.empty() ? "la voie, sans numéro" : number.number;
    if (same != lines.end()) {
      same->second += ", " + text;
    } else {
      lines.emplace_back(std::move(change), text);
    }
  }
  for (auto const& [change, list] : lines) {
    out += fmt::format("    {} : {} : {}\n", what, list, change);
  }
}

struct NumberCounts {
  std::size_t moved = 0;
  std::size_t answered = 0;
  std::size_t added = 0;
  std::size_t removed = 0;
};

void describe_streets(std::string& out, StreetsDiff const& diff) {
  NumberCounts counts;
  for (auto const& street : diff.streets) {
    out += fmt::format("~ {} {}, {} ({}, {})\n", street.citycode, street.commune, street.name,
                       street.id, street.generation);
    describe_numbers(out, "changent de côté", street.moved);
    describe_numbers(out, "même côté, autre réponse", street.answered);
    describe_numbers(out, "nouveaux", street.added);
    describe_numbers(out, "disparus", street.removed);
    counts.moved += street.moved.size();
    counts.answered += street.answered.size();
    counts.added += street.added.size();
    counts.removed += street.removed.size();
  }
  out += fmt::format(
      "numéros qui changent de côté : {}, de réponse seulement : {}, nouveaux : {}, disparus : {}, "
      "dans {} {}\n",
      counts.moved, counts.answered, counts.added, counts.removed, diff.streets.size(),
      diff.streets.size() > 1 ? "voies" : "voie");
}

}  // namespace

std::string describe_diff(DatasetDiff const& diff) {
  std::string out;
  describe_side(out, "ancien ", diff.before);
  describe_side(out, "nouveau", diff.after);
  for (auto const& coverage : diff.coverage) {
    out += fmt::format("~ génération {} : complète pour {} → {}\n", coverage.generation,
                       coverage_text(coverage.before), coverage_text(coverage.after));
  }
  auto const& perimeters = diff.perimeters;
  for (auto const& removed : perimeters.removed) describe_lone(out, "-", "retiré", removed);
  for (auto const& added : perimeters.added) describe_lone(out, "+", "ajouté", added);
  for (auto const& changed : perimeters.changed) describe_changed(out, changed);
  out += fmt::format("retirés : {}, ajoutés : {}, modifiés : {}, inchangés : {}\n",
                     perimeters.removed.size(), perimeters.added.size(), perimeters.changed.size(),
                     perimeters.unchanged);
  if (diff.streets) describe_streets(out, *diff.streets);
  return out;
}

}  // namespace qpv::import
