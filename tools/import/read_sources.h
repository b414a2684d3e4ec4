// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/json/manifest.h"
#include "geo/ogr/perimeter_source.h"
#include "tools/import/import.h"
#include "tools/import/options.h"

namespace qpv::import {

inline constexpr char kRolePerimeters[] = "perimeters";
inline constexpr char kRoleCoverage[] = "coverage";
inline constexpr char kRoleTerritory[] = "territory";
inline constexpr char kRoleAddresses[] = "addresses";

// One --perimeters as read, before the sources are seen together.
struct Read {
  SourceOption option;
  SourceFile file;
  ogr::PerimeterSource content;
  std::set<std::string> repeated = {};  // codes that a file before it gives, just the same

  [[nodiscard]] std::optional<Edition> edition() const { return edition_of(file); }
};

// What --edition says of a file, beside what its fetch record says: kInvalidArgument where the two
// differ.
Result<void> add_edition(std::optional<Edition> const& given, SourceFile& file);

// "QP2024 (2026-01-15)": its edition, else its name, with its date where one is known.
std::string source_label(SourceFile const& source);

// In the order of the command line. The edition is what --edition or the fetch record says; where
// both speak, they must say the same.
Result<std::vector<Read>> read_sources(std::vector<SourceOption> const& options,
                                       Progress const& progress);

}  // namespace qpv::import
