// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/import.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/core/version.h"
#include "geo/dataset/content_id.h"
#include "tools/import/gather.h"
#include "tools/import/read_sources.h"
#include "tools/import/sources.h"
#include "tools/import/write_dataset.h"

namespace qpv::import {
namespace {

Box extent_of(std::vector<Perimeter> const& perimeters) {
  Box box{perimeters.front().shape.front().outer.front(),
          perimeters.front().shape.front().outer.front()};
  for (auto const& perimeter : perimeters) {
    for (auto const& polygon : perimeter.shape) {
      for (auto const& p : polygon.outer) {
        box.min = {std::min(box.min.lon, p.lon), std::min(box.min.lat, p.lat)};
        box.max = {std::max(box.max.lon, p.lon), std::max(box.max.lat, p.lat)};
      }
    }
  }
  return box;
}

// One row for each generation and its days in force, the widest coverage that a source gives it.
std::vector<GenerationSummary> summaries(Gathered const& gathered) {
  auto const rank = [](std::string const& kind) {
    return kind == kCoverageFrance ? 2 : kind == kCoveragePolygons ? 1 : 0;
  };
  std::vector<GenerationSummary> out;
  for (auto const& perimeter : gathered.perimeters) {
    auto const same = std::find_if(out.begin(), out.end(), [&](GenerationSummary const& row) {
      return row.generation == perimeter.generation && row.validity == perimeter.validity;
    });
    if (same != out.end()) {
      ++same->perimeters;
      continue;
    }
    std::string kind = kCoverageNone;
    for (auto const& coverage : gathered.coverages) {
      auto const found = coverage.kinds.find(perimeter.generation);
      if (found != coverage.kinds.end() && rank(found->second) > rank(kind)) kind = found->second;
    }
    out.push_back({perimeter.generation, perimeter.validity, 1, kind});
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
    return std::tie(a.generation, a.validity.from) < std::tie(b.generation, b.validity.from);
  });
  return out;
}

// The editions, each once; where none is known, the files.
std::string perimeters_label(std::vector<SourceFile> const& sources) {
  std::vector<std::string> names;
  for (auto const& source : sources) {
    if (source.role != kRolePerimeters) continue;
    auto label = source_label(source);
    if (std::ranges::find(names, label) == names.end()) names.push_back(std::move(label));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

Manifest describe_import(Gathered const& gathered) {
  Manifest manifest;
  manifest.tool_version = version();
  manifest.sources = gathered.sources;
  manifest.official = std::all_of(
      gathered.sources.begin(), gathered.sources.end(),
      [](SourceFile const& source) { return source.official || source.role == kRoleTerritory; });
  manifest.perimeters_label = perimeters_label(gathered.sources);
  manifest.perimeters = gathered.perimeters.size();
  manifest.in_territory = static_cast<std::size_t>(
      std::count_if(gathered.perimeters.begin(), gathered.perimeters.end(),
                    [](Perimeter const& perimeter) { return perimeter.in_territory; }));
  manifest.extent = extent_of(gathered.perimeters);
  manifest.generations = summaries(gathered);
  manifest.epci = gathered.epci;
  if (gathered.addresses) manifest.addresses = gathered.addresses->summary;
  return manifest;
}

}  // namespace

Result<Imported> import_files(Options const& options, Progress const& progress) {
  auto gathered = gather(options, progress);
  if (!gathered) return tl::unexpected(gathered.error());
  Imported out{describe_import(*gathered), std::move(gathered->report)};
  out.report.perimeters = out.manifest.perimeters;
  out.report.in_territory = out.manifest.in_territory;
  out.report.generations = out.manifest.generations;
  progress("écriture du jeu de données");
  auto const written = write_dataset(options.out, *gathered, out.report, out.manifest);
  if (!written) return tl::unexpected(written.error());
  return out;
}

}  // namespace qpv::import
