// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/qpv_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/json/rounded.h"

namespace qpv {
namespace {

using json::rounded;

std::string_view word(Doubt doubt) {
  switch (doubt) {
    case Doubt::kNearBoundary:
      return "limite proche";
    case Doubt::kNotCovered:
      return "hors des données";
    case Doubt::kStreetMixed:
      return "rue en partie";
    case Doubt::kWeakMatch:
      return "adresse peu sûre";
    case Doubt::kAmbiguous:
      return "plusieurs adresses";
    case Doubt::kNone:
      break;
  }
  return {};
}

std::optional<int> generation_on(Date date, Manifest const& manifest) {
  std::optional<int> found;
  for (auto const& row : manifest.generations) {
    if (row.validity.contains(date)) found = std::max(found.value_or(0), row.generation);
  }
  return found;
}

std::string text_of(std::optional<double> number) {
  return number ? fmt::format("{}", *number) : std::string();
}

}  // namespace

std::string_view qpv_word(Answer answer) {
  switch (answer) {
    case Answer::kInside:
      return "oui";
    case Answer::kOutside:
      return "non";
    case Answer::kNotFound:
      return "introuvable";
    case Answer::kUncertain:
      break;
  }
  return "à vérifier";
}

QpvAnswer qpv_answer(Verdict const& verdict, PerimeterIndex const& perimeters,
                     Manifest const& manifest, Date date) {
  QpvAnswer out{};
  out.answer = qpv_word(verdict.answer);
  out.dataset = manifest.id;
  if (verdict.answer == Answer::kNotFound) return out;
  for (auto const idx : verdict.perimeters) {
    auto const& perimeter = perimeters[idx];
    if (!out.codes.empty()) out.codes += '|';
    if (!out.names.empty()) out.names += '|';
    out.codes += perimeter.code;
    out.names += perimeter.name;
  }
  out.doubt = word(verdict.doubt);
  if (verdict.likely_inside) out.likely = *verdict.likely_inside ? "oui" : "non";
  // From what /v1 says of it, which has six decimals: who reads that gets the same.
  if (verdict.probability) out.probability = rounded(rounded(*verdict.probability, 1e6), 1e4);
  if (verdict.boundary) out.metres = rounded(verdict.boundary->metres, 1e2);
  out.generation = generation_on(date, manifest);
  return out;
}

std::array<std::string, kQpvColumns.size()> qpv_cells(QpvAnswer const& answer) {
  return {std::string(answer.answer),
          answer.codes,
          answer.names,
          std::string(answer.doubt),
          std::string(answer.likely),
          text_of(answer.probability),
          text_of(answer.metres),
          answer.generation ? std::to_string(*answer.generation) : std::string(),
          std::string(answer.dataset)};
}

}  // namespace qpv
