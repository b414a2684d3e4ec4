// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "geo/address/address_index.h"
#include "geo/dataset/address_base.h"

namespace qpv::test {

// An address index and what its bytes lie in.
struct SearchedBase {
  std::optional<MappedFile> file;
  std::string built;  // of an address file, which becomes an index in memory
  AddressIndex index;
  std::size_t bytes;
  double opened_ms;  // wall clock, of mapping and opening an index
};

// `path`: a dataset's addresses.idx, or an address file that is built into an index with the
// `lexicon` (a folder as data/lexicon). Throws std::runtime_error.
SearchedBase open_searched_base(std::filesystem::path const& path,
                                std::filesystem::path const& lexicon);

}  // namespace qpv::test
