// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "geo/address/address_verdict.h"
#include "geo/address/search.h"
#include "geo/core/date.h"
#include "geo/json/manifest.h"
#include "geo/json/point_encoder.h"

namespace qpv {

// Whether each address says what its score is made of.
enum class Explain : std::uint8_t { kNo, kYes };

// The answer of /v1/address: a point's, with what was found for the question. Scores to 1e-4.
std::string encode_address_answer(AddressVerdict const& verdict, Date date,
                                  AddressIndex const& addresses, PointEncoder const& encoder,
                                  Explain explain = Explain::kNo);

// The answers of /v1/suggest and /v1/reverse. Distances to the centimetre.
std::string encode_suggestions(std::span<AddressMatch const> matches, AddressIndex const& addresses,
                               Manifest const& manifest);
std::string encode_reverse(std::span<ReverseMatch const> matches, AddressIndex const& addresses,
                           Manifest const& manifest);

}  // namespace qpv
