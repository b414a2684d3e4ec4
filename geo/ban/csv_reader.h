// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/ban/line_reader.h"

namespace qpv::ban {

// One record: the cells as UTF-8, without quotes and control characters. Good until the next one.
struct CsvRecord {
  std::span<std::string_view const> cells;
  bool malformed = false;  // its quotes make no sense
  std::uint64_t line = 0;  // the first of its lines
  std::uint64_t lines = 1;
};

// Records as RFC 4180 has them, and as people make them: cells may be quoted, quotes doubled
// inside, line breaks quoted; a quote inside a cell that does not begin with one is a plain
// character. The separator (semicolon, comma, tab or bar) is the one that the header uses most.
// What is not UTF-8 is read as Windows-1252, record by record. Empty lines are passed over.
class CsvReader {
 public:
  // The next line of `lines` is the header's.
  explicit CsvReader(LineReader& lines);

  // None at the end and where the lines have a problem.
  std::optional<CsvRecord> next();

  [[nodiscard]] char separator() const { return separator_; }
  // How many records were not UTF-8.
  [[nodiscard]] std::uint64_t recoded() const { return recoded_; }

 private:
  enum class Split : std::uint8_t { kWhole, kOpen, kMalformed };

  std::string_view cleaned(std::string_view text);
  void split_plain(std::string_view text);
  Split split_quoted(std::string_view text);
  std::size_t quoted_cell(std::string_view text, std::size_t at);

  LineReader& lines_;
  char separator_ = '\0';
  std::vector<std::string_view> cells_;
  std::string recoded_text_;
  std::string cleaned_text_;
  std::string unquoted_;
  std::uint64_t recoded_ = 0;
};

}  // namespace qpv::ban
