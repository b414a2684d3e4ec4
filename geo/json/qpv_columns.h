// SPDX-License-Identifier: EUPL-1.2
//
// What the project says of a verdict in other people's forms: the same columns in every CSV, the
// same members in every GeoJSON.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "geo/core/perimeter_index.h"
#include "geo/core/verdict.h"
#include "geo/json/manifest.h"

namespace qpv {

inline constexpr std::array<std::string_view, 9> kQpvColumns{
    "qpv",          "qpv_code",        "qpv_quartier",   "qpv_doute",
    "qpv_probable", "qpv_probabilite", "qpv_distance_m", "qpv_generation",
    "qpv_donnees"};

// "oui", "non", "à vérifier", "introuvable".
std::string_view qpv_word(Answer answer);

struct QpvAnswer {
  std::string_view answer;            // its qpv_word()
  std::string codes;                  // of the perimeters that hold it, with "|" between
  std::string names;                  // of the same
  std::string_view doubt;             // why it is to be checked
  std::string_view likely;            // "oui" or "non"
  std::optional<double> probability;  // of being inside, to 1e-4
  std::optional<double> metres;       // to the nearest boundary, to the centimetre
  std::optional<int> generation;      // of the perimeters asked on that day
  std::string_view dataset;           // the manifest's id
};

// `verdict` is the index's on that day. The dataset is the manifest's own text.
QpvAnswer qpv_answer(Verdict const& verdict, PerimeterIndex const& perimeters,
                     Manifest const& manifest, Date date);

// The columns' cells, empty where there is nothing to say; decimals with a point.
std::array<std::string, kQpvColumns.size()> qpv_cells(QpvAnswer const& answer);

}  // namespace qpv
