// SPDX-License-Identifier: EUPL-1.2
//
// The file that SIG Ville's tool for lists takes, and the one it gives back, as its users' scripts
// show them.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/batch/answer.h"
#include "geo/batch/columns.h"
#include "geo/dataset/dataset.h"

namespace qpv::batch {

// By position, whatever the header says: identifier, postcode, commune, street, number. A first row
// with a postcode in its second column is no header. Fewer columns than four: no roles.
Columns sigville_columns(std::span<SampleRow const> sample);

inline constexpr std::array<std::string_view, 14> kSigvilleHeader{
    "_IDENTIFIANT", "NOM_VOIE",        "CODE_COMMUNE_INSEE", "NOM_COMMUNE_REF", "LOCCOM_REF",
    "LOCVOIE_REF",  "SIMILITUDE_VOIE", "LOCADR_REF",         "SCORE",           "CODE_QUARTIER",
    "NOM_QUARTIER", "TYPE_QUARTIER",   "QP_BANDE_300",       "QP_BANDE_500"};

// What stands behind the identifier. LOCADR_REF is OUI or NON where the answer is sure, else empty,
// and so is all that rests on it; LOCVOIE_REF tells of the whole street: VOIE_ENTIERE,
// VOIE_EN_PARTIE, VOIE_EN_LIMITE (none of its numbers is surely inside, some may be) or nothing.
// Scores are of 100.
std::vector<std::string> sigville_cells(RowAnswer const& answer, Dataset const& dataset);

}  // namespace qpv::batch
