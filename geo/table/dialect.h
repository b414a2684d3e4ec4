// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "geo/table/encoding.h"

namespace qpv::table {

// How a file writes rows and cells.
struct Dialect {
  Encoding encoding = Encoding::kUtf8;
  bool bom = false;  // a byte order mark stands at its start
  // ASCII. Of a table of one column, one that its cells do not have, for what is appended.
  char delimiter = ';';
  bool one_column = false;  // the delimiter parts nothing
  char quote = '"';
  // Carriage returns alone end lines, as they did on old Macintoshes; else line feeds do, with a
  // carriage return before them or not.
  bool cr_only = false;
};

// What a caller knows of a file; the rest is looked for in it.
struct Known {
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;  // ASCII, as `quote`
  std::optional<char> quote;
};

// Where a decision needs to see no more of a file than this.
inline constexpr std::size_t kSniffedBytes = 64 * 1024;

// From the first bytes of a file, `whole` if these are all it has.
//
// Encoding: a byte order mark; zeros in every other byte (UTF-16); UTF-8 if all of it is,
// or all but a few bytes, else Windows-1252. Delimiter: of ; , tab | the one that gives most rows
// as many cells as the header.
Dialect sniff(std::string_view start, bool whole, Known const& known = {});

}  // namespace qpv::table
