// SPDX-License-Identifier: EUPL-1.2
//
// What a dataset must still know before it takes the place of another one: its files may be whole
// and its answers wrong, when it was made from another extract, territory or coverage.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "geo/core/result.h"
#include "geo/dataset/dataset.h"

namespace qpv {

// A sentinels file that is not part of a dataset.
Result<std::vector<Sentinel>> load_sentinels(std::filesystem::path const& file);

// Whether the dataset gives each sentinel its answer. kCorruptData names the first that it does
// not, what was expected and what was found.
Result<void> check_sentinels(Dataset const& dataset, std::span<Sentinel const> sentinels);

// Whether `next` is of the same territory as `now`, still covers, generation by generation, what
// `now` does, and still has addresses where `now` has, made-up ones only where `now` has no others.
// kCorruptData says what was lost. An older edition is not refused: going back to it is what one
// does after a bad import.
Result<void> check_succession(Manifest const& now, Manifest const& next);

}  // namespace qpv
