// SPDX-License-Identifier: EUPL-1.2
//
// manifest.json: what a dataset directory is made of and what it may be trusted for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"
#include "geo/json/edition.h"

namespace qpv {

inline constexpr int kManifestFormat = 1;

struct SourceFile {
  std::string name;  // file name without folder
  std::string role;  // "perimeters", "coverage", "territory" or "addresses"
  std::uint64_t bytes;
  std::string sha256;                       // of the file as given, 64 hex digits
  std::optional<std::string> date;          // YYYY-MM-DD, of its edition
  std::optional<std::string> url;           // from its fetch record
  bool official;                            // published by the State, fetch record checked
  std::vector<std::string> layers;          // the layers taken, for "perimeters"
  std::optional<std::string> edition = {};  // its name, where one is known; then `date` is too
  bool fictitious = false;                  // made up, for demonstration
};

std::optional<Edition> edition_of(SourceFile const& source);

struct DatasetFile {
  std::string name;
  std::uint64_t bytes;
  std::string sha256;
};

// One generation over the days it is in force. Metropolitan and overseas France differ in these,
// so a national dataset has up to two rows a generation.
struct GenerationSummary {
  int generation;
  Validity validity;
  std::size_t perimeters;
  std::string coverage;  // "france", "polygons", or "perimeters" (known only inside them)
};

// What the address index holds.
struct AddressSummary {
  std::string label;  // names the sources in one short line, for people
  std::optional<std::string>
      vintage;  // YYYY-MM-DD, of the oldest source; none where one is unknown
  std::uint64_t communes = 0;
  std::uint64_t streets = 0;  // localities included
  std::uint64_t localities = 0;
  std::uint64_t numbers = 0;
  bool fictitious = false;  // any source is
};

struct Manifest {
  std::string id;  // 16 hex digits, a hash of everything below
  int format = kManifestFormat;
  std::string tool_version;
  bool official = false;         // every source is
  std::string perimeters_label;  // names the sources in one short line, for people
  std::vector<SourceFile> sources;
  std::vector<DatasetFile> files;
  std::size_t perimeters = 0;
  std::size_t in_territory = 0;
  Box extent{};
  std::vector<GenerationSummary> generations;
  std::optional<std::string> epci;  // SIREN of the territory
  std::optional<AddressSummary> addresses = {};
};

// Deterministic, ends with a newline. `id` is written as it is; see content_id.
std::string write_manifest(Manifest const& manifest);

// kCorruptData for anything that is not a manifest of kManifestFormat.
Result<Manifest> read_manifest(std::string_view json);

}  // namespace qpv
