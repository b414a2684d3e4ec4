// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "geo/batch/columns.h"
#include "geo/batch/csv_list.h"
#include "geo/core/date.h"
#include "geo/core/result.h"
#include "geo/table/dialect.h"

namespace qpv::batch {

enum class Format : std::uint8_t { kSame, kSigVille };
enum class Strict : std::uint8_t { kNo, kYes };
enum class Voice : std::uint8_t { kUsual, kQuiet };

struct Options {
  std::filesystem::path dataset;
  std::string input;                  // a file, "-" for standard input
  std::optional<std::string> output;  // the same; none: beside the input
  table::Known known;                 // of a CSV
  std::optional<std::string> sheet;   // of a workbook; none: the first visible one with rows
  HeaderRow header = HeaderRow::kLookFor;
  std::vector<std::pair<Role, std::string>> roles;  // a column's name or number, by role
  std::vector<std::string> columns;                 // of what is added; empty: all
  std::optional<Date> date;
  std::vector<int> compared;  // generations
  std::optional<std::filesystem::path> review;
  std::optional<std::filesystem::path> apply_review;
  std::optional<std::filesystem::path> summary;
  std::size_t least_count = 5;  // counts below are not shown in the summary
  Format format = Format::kSame;
  Formulas formulas = Formulas::kKeep;
  Strict strict = Strict::kNo;
  Voice voice = Voice::kUsual;
  std::size_t threads = 0;  // 0: as many as processors
};

// Something to print on standard output, with success: --help or --version.
struct Text {
  std::string text;
};

using Command = std::variant<Options, Text>;

// Opens no file.
Result<Command> parse_options(int argc, char const* const* argv);

}  // namespace qpv::batch
