// SPDX-License-Identifier: EUPL-1.2
//
// Files of an address base, row by row: the BAN's CSV of addresses and of lieux-dits, what tools
// made of them, and the BAN as addok takes it (a JSON object a line); all of these gzip or not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "geo/address/address_row.h"
#include "geo/ban/byte_source.h"
#include "geo/ban/fault.h"
#include "geo/core/result.h"

namespace qpv::ban {

inline constexpr std::size_t kQuotedRows = 10;

enum class FileFormat : std::uint8_t { kAddresses, kLocalities, kAddok };

// A row that could not be taken, for whoever mends the file.
struct QuotedRow {
  std::uint64_t line;
  Fault fault;
  std::string text;  // shortened
};

// What a file had.
struct FileContent {
  FileFormat format = FileFormat::kAddresses;
  bool gzip = false;
  char separator = '\0';   // of a CSV file
  std::uint64_t rows = 0;  // good and bad; of bad ones, all their lines
  std::uint64_t bad = 0;
  std::uint64_t recoded = 0;     // records that were Windows-1252
  bool says_fictitious = false;  // in a comment ("# ...") before its first row
  std::string missing_columns;   // that it should have, separated by commas
  std::array<std::uint64_t, kFaults> faults{};
  std::array<std::uint64_t, kPositionTypes> positions{};  // of house numbers taken
  std::array<std::uint64_t, 4> kinds{};                   // of rows taken, by RowKind
  std::vector<QuotedRow> quoted;                          // the first bad rows

  [[nodiscard]] std::uint64_t taken() const { return rows - bad; }
};

using RowSink = std::function<void(AddressRow const& row)>;
// Called with the number of rows so far, every few thousand.
using RowProgress = std::function<void(std::uint64_t rows)>;

// Gives each good row to `sink` and counts the bad ones: whether there are too many is the caller's
// to say. kInvalidArgument when it is no address file, kTooLarge for a line above 1 MiB,
// kCorruptData for damaged gzip, kIo; rows may have been given before. Memory: a few megabytes,
// whatever the file. Under a microsecond a row. Messages begin with the file's name.
Result<FileContent> read_address_file(std::filesystem::path const& file, RowSink const& sink,
                                      RowProgress const& progress = {});

// The same for bytes that are there; messages have no name.
Result<FileContent> read_address_bytes(std::string bytes, RowSink const& sink);

}  // namespace qpv::ban
