// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "geo/address/address_index.h"

namespace qpv::test {

// An address index and the bytes it reads. The bytes stay where they are when it is moved.
struct AddressBase {
  std::string built;                 // of a CSV, which is built in memory
  std::span<std::byte const> bytes;  // of a file, mapped until the program ends
  AddressIndex index;
  double opened_ms;  // wall clock, of mapping and opening a file
};

// `path`: an address index as the import writes it (addresses.idx), or a BAN-format .csv that is
// built into one with `lexicon` (data/lexicon). Throws std::runtime_error.
AddressBase open_address_base(std::filesystem::path const& path,
                              std::filesystem::path const& lexicon);

}  // namespace qpv::test
