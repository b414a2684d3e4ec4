// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "geo/core/result.h"
#include "geo/json/edition.h"
#include "tools/import/cage.h"

namespace qpv::import {

struct SourceOption {
  std::filesystem::path file;
  std::optional<std::string> coverage;  // a file, or kFrance
  std::optional<Edition> edition = {};
};

struct AddressOption {
  std::filesystem::path file;
  std::optional<Edition> edition = {};
  bool fictitious = false;
};

inline constexpr char kFrance[] = "france";

struct Options {
  std::vector<SourceOption> perimeters;
  std::optional<std::string> epci;
  std::optional<std::filesystem::path> territory;
  std::filesystem::path out;
  std::optional<std::filesystem::path> sentinels = {};
  std::vector<AddressOption> addresses = {};
  std::optional<std::filesystem::path> lexicon = {};  // a folder; none: the embedded one
  bool accept_bad_rows = false;
  std::optional<std::filesystem::path> position_errors = {};  // none: the embedded ones
};

// --diff: two dataset directories or source files.
struct DiffOptions {
  std::filesystem::path before;
  std::filesystem::path after;
  bool json;
};

// Something to print on standard output, with success: --help or --version.
struct Text {
  std::string text;
};

struct Command {
  CageLimits limits;
  bool memory_given = false;  // --memory-limit
  std::variant<Options, DiffOptions, Text> task;
};

// Opens no file.
Result<Command> parse_options(int argc, char const* const* argv);

}  // namespace qpv::import
