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

inline constexpr char kFrance[] = "france";

struct Options {
  std::vector<SourceOption> perimeters;
  std::optional<std::string> epci;
  std::optional<std::filesystem::path> territory;
  std::filesystem::path out;
  std::optional<std::filesystem::path> sentinels = {};
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
  std::variant<Options, DiffOptions, Text> task;
};

// Opens no file.
Result<Command> parse_options(int argc, char const* const* argv);

}  // namespace qpv::import
