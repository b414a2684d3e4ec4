// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "geo/core/perimeter_index.h"
#include "geo/core/result.h"
#include "geo/dataset/address_base.h"
#include "geo/json/manifest.h"
#include "geo/json/point_encoder.h"
#include "geo/json/sentinels.h"
#include "geo/json/territory.h"

namespace qpv {

// What the service answers from. Immutable once loaded: any number of threads read it.
struct Dataset {
  Manifest manifest;
  std::optional<Territory> territory;
  PerimeterIndex perimeters;
  PointEncoder point_encoder;
  std::vector<Sentinel> sentinels;  // of its own; may be empty
  std::optional<AddressBase> addresses = {};
  // Of the addresses, those of the territory; ascending.
  std::vector<CommuneIdx> territory_communes = {};
};

inline constexpr char kManifestFile[] = "manifest.json";
inline constexpr char kPerimetersFile[] = "perimeters.gpkg";
inline constexpr char kAddressesFile[] = "addresses.idx";
inline constexpr char kPositionErrorsFile[] = "position_errors.tsv";
inline constexpr char kRegisterFile[] = "register.csv";
inline constexpr char kTerritoryFile[] = "territory.json";
inline constexpr char kSentinelsFile[] = "sentinels.json";
inline constexpr char kReportFile[] = "report.json";

// How much of what is on disk is held against its manifest.
enum class Verify {
  kCounts,      // header, sizes and counts: what a server that starts has time for
  kEverything,  // the hash of each file, the validity of every shape, all of the addresses as well
};

// Opens a directory that qpv-import wrote, all or nothing. kIo when it cannot be read, kCorruptData
// when it is not what its manifest says or gives one of its own sentinels another answer. For
// France, a tenth of a second; a quarter with everything, and two seconds more for its addresses.
Result<std::shared_ptr<Dataset const>> load_dataset(std::filesystem::path const& directory,
                                                    Verify verify = Verify::kEverything);

}  // namespace qpv
