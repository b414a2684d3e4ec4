// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/sigville.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/address/street_sides.h"
#include "geo/batch/column_content.h"
#include "geo/core/ascii.h"

namespace qpv::batch {
namespace {

constexpr double kWideBandMetres = 500;

std::string yes_or_no(bool yes) { return yes ? "OUI" : "NON"; }

std::string of_hundred(double part) { return fmt::format("{}", std::round(part * 1e4) / 1e2); }

bool has_quartier(std::string_view citycode, Date date, Dataset const& dataset) {
  return std::ranges::any_of(dataset.perimeters.all(), [&](Perimeter const& perimeter) {
    return perimeter.validity.contains(date) &&
           std::ranges::any_of(perimeter.communes,
                               [&](Commune const& commune) { return commune.code == citycode; });
  });
}

// Of all the street's numbers, or of the street itself where it has none.
std::string street_word(RowAnswer const& answer, Dataset const& dataset) {
  auto const& match = *answer.match;
  auto const& addresses = *dataset.addresses;
  if (match.kind == MatchKind::kMunicipality) return {};
  if (addresses.index.numbers(match.street).empty()) {
    if (answer.verdict.answer == Answer::kInside) return "VOIE_ENTIERE";
    return answer.verdict.doubt == Doubt::kNearBoundary ? "VOIE_EN_LIMITE" : "";
  }
  std::vector<NumberSide> sides;
  number_sides(dataset.perimeters, addresses.index, match.street, addresses.errors, answer.date, {},
               sides);
  auto const count = [&](Side side) { return std::ranges::count(sides, side, &NumberSide::side); };
  auto const inside = count(Side::kInside);
  if (inside == static_cast<std::ptrdiff_t>(sides.size())) return "VOIE_ENTIERE";
  if (inside > 0) return "VOIE_EN_PARTIE";
  bool const near = std::ranges::any_of(
      sides, [](NumberSide const& each) { return each.doubt == Doubt::kNearBoundary; });
  return near ? "VOIE_EN_LIMITE" : "";
}

void add_address(RowAnswer const& answer, Dataset const& dataset, std::vector<std::string>& cells) {
  if (!answer.match) {
    cells.resize(6);
    return;
  }
  auto const& match = *answer.match;
  auto const& index = dataset.addresses->index;
  auto const commune = index[match.commune];
  bool const street = match.kind != MatchKind::kMunicipality;
  cells.emplace_back(street ? index[match.street].name : std::string_view());
  cells.emplace_back(commune.citycode);
  cells.emplace_back(commune.name);
  cells.emplace_back(has_quartier(commune.citycode, answer.date, dataset) ? "COMMUNE_AVEC_QUARTIER"
                                                                          : "");
  cells.push_back(street_word(answer, dataset));
  cells.push_back(street ? of_hundred(match.parts.street) : std::string());
}

// Of a street without a number no distance is known, only whether it is within 300 m.
std::string wide_band(RowAnswer const& answer) {
  auto const& verdict = answer.verdict;
  if (verdict.answer == Answer::kInside) return "OUI";
  if (verdict.answer != Answer::kOutside) return {};
  if (verdict.within_neighbourhood.value_or(false)) return "OUI";
  bool const whole_street = answer.match && answer.match->kind != MatchKind::kHousenumber;
  if (whole_street && !verdict.boundary) return {};
  return yes_or_no(verdict.boundary && verdict.boundary->metres <= kWideBandMetres);
}

}  // namespace

Columns sigville_columns(std::span<SampleRow const> sample) {
  constexpr std::array<Role, 5> kRoles{Role::kNone, Role::kPostcode, Role::kCommune, Role::kStreet,
                                       Role::kNumber};
  Columns columns;
  auto const& first = sample.front();
  columns.names = first;
  columns.roles.resize(first.size(), Role::kNone);
  if (first.size() + 1 < kRoles.size()) return columns;
  for (std::size_t i = 0; i < std::min(first.size(), kRoles.size()); ++i) {
    columns.roles[i] = kRoles.at(i);
  }
  auto const code = trimmed(first[1]);
  columns.header = code.empty() || !std::ranges::all_of(code, is_digit);
  return columns;
}

std::vector<std::string> sigville_cells(RowAnswer const& answer, Dataset const& dataset) {
  std::vector<std::string> cells;
  cells.reserve(kSigvilleHeader.size() - 1);
  auto const& verdict = answer.verdict;
  add_address(answer, dataset, cells);
  bool const inside = verdict.answer == Answer::kInside;
  bool const sure = inside || verdict.answer == Answer::kOutside;
  cells.push_back(sure ? yes_or_no(inside) : std::string());
  cells.push_back(answer.match ? of_hundred(answer.match->score) : std::string());
  bool const named = inside && !verdict.perimeters.empty();
  if (named) {
    auto const& perimeter = dataset.perimeters[verdict.perimeters.front()];
    cells.push_back(perimeter.code);
    cells.push_back(perimeter.name);
    cells.push_back(perimeter.kind);
  } else {
    cells.resize(cells.size() + 3);
  }
  bool const near_known = sure && verdict.within_neighbourhood.has_value();
  cells.push_back(near_known ? yes_or_no(*verdict.within_neighbourhood) : std::string());
  cells.push_back(wide_band(answer));
  return cells;
}

}  // namespace qpv::batch
