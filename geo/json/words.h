// SPDX-License-Identifier: EUPL-1.2
//
// The API's words for a verdict, and the members that several answers share. Private to geo/json.
#pragma once

#include <string_view>

#include "geo/core/verdict.h"
#include "geo/json/compact.h"
#include "geo/json/manifest.h"

namespace qpv::json {

std::string_view word(Answer answer);
// As JSON: null or a string with its quotes.
std::string_view json_word(Doubt doubt);
std::string_view json_side(std::optional<bool> inside);

void write_validity(Compact& out, Validity const& validity);
void write_perimeter_members(Compact& out, Perimeter const& perimeter);
// What every answer says of the dataset it rests on, and the member "dataset" that holds it.
void write_stamp(Compact& out, Manifest const& manifest);
void write_dataset(Compact& out, Manifest const& manifest);

}  // namespace qpv::json
