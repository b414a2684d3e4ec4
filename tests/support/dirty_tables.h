// SPDX-License-Identifier: EUPL-1.2
//
// CSV files as people complain of them in public, each with what it must be read as.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table/encoding.h"

namespace qpv::test {

struct DirtyTable {
  std::string_view name;
  // Where the complaint was made, or what makes such files.
  std::string_view from;
  std::string bytes;
  table::Encoding encoding;
  char delimiter;    // '\0': one column
  std::size_t rows;  // the header's and blank ones included
  std::size_t columns;
  // A cell of a row (both from 0) and what it says, as UTF-8.
  std::size_t row;
  std::size_t column;
  std::string_view text;
};

// At least 60.
std::vector<DirtyTable> const& dirty_tables();

// `text` (UTF-8) in an encoding, as iconv names it: "WINDOWS-1252", "UTF-16LE".
std::string in_encoding(std::string_view text, char const* name);

}  // namespace qpv::test
