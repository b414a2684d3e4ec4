// SPDX-License-Identifier: EUPL-1.2
//
// Towns whose name or postcode is being typed. Internal to geo/address.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "geo/address/completion.h"
#include "geo/address/index_data.h"
#include "geo/address/peaks.h"
#include "geo/address/query_words.h"

namespace qpv {

// A commune whose name goes on as what is typed; the score is below 0, the nearer the shorter the
// rest.
struct TypedTown {
  std::uint32_t commune;
  float score;
};
using TypedTowns = ShortList<TypedTown, 200>;

bool holds(TypedTowns const& towns, std::uint32_t commune);

// Of all communes, the ones of `home` and the most important others whose name begins with the
// words. Whether one has no other name than that.
bool find_typed_towns(IndexData const& index, std::span<QueryWord const> words, LastWord last,
                      TypedTowns const& home, std::vector<Peak>& scratch, TypedTowns& towns);

inline constexpr std::size_t kPostcodeDigits = 5;
// The communes, perhaps repeated, with a postcode that begins with the digits: five at most.
std::span<std::uint32_t const> communes_at(IndexData const& index, QueryWord const& digits);

}  // namespace qpv
