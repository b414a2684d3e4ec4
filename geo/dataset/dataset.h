// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "geo/core/perimeter_index.h"
#include "geo/core/result.h"
#include "geo/json/manifest.h"
#include "geo/json/point_encoder.h"
#include "geo/json/territory.h"

namespace qpv {

// What the service answers from. Immutable once loaded: any number of threads read it.
struct Dataset {
  Manifest manifest;
  std::optional<Territory> territory;
  PerimeterIndex perimeters;
  PointEncoder point_encoder;
};

inline constexpr char kManifestFile[] = "manifest.json";
inline constexpr char kPerimetersFile[] = "perimeters.gpkg";
inline constexpr char kTerritoryFile[] = "territory.json";
inline constexpr char kReportFile[] = "report.json";

// Opens a directory that qpv-import wrote, all or nothing: the manifest, the size and hash of each
// file, the counts, and the validity of every shape are checked. kIo when it cannot be read,
// kCorruptData when it is not what its manifest says. Costs milliseconds for an agglomération,
// a fraction of a second for France.
Result<std::shared_ptr<Dataset const>> load_dataset(std::filesystem::path const& directory);

}  // namespace qpv
