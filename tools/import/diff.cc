// SPDX-License-Identifier: EUPL-1.2
#include "tools/import/diff.h"

#include <vector>

#include "geo/dataset/dataset.h"
#include "geo/dataset/diff.h"
#include "geo/dataset/street_diff.h"
#include "tools/import/gather.h"

namespace qpv::import {
namespace {

namespace fs = std::filesystem;

struct Side {
  DiffSide about;
  std::vector<Perimeter> perimeters;
  std::shared_ptr<Dataset const> dataset;  // none: a source file
};

Result<Side> read_dataset(fs::path const& directory) {
  auto const dataset = load_dataset(directory);
  if (!dataset) {
    auto error = dataset.error();
    error.message = directory.string() + " : " + error.message;
    return tl::unexpected(std::move(error));
  }
  auto const& manifest = (*dataset)->manifest;
  auto const all = (*dataset)->perimeters.all();
  return Side{
      {manifest.perimeters_label, manifest.id, all.size()}, {all.begin(), all.end()}, *dataset};
}

Result<Side> read_file(fs::path const& file, Progress const& progress) {
  auto gathered = gather({{{file, std::nullopt}}, std::nullopt, std::nullopt, {}}, progress);
  if (!gathered) return tl::unexpected(gathered.error());
  return Side{{file.filename().string(), std::nullopt, gathered->perimeters.size()},
              std::move(gathered->perimeters),
              nullptr};
}

Result<Side> read_side(fs::path const& path, Progress const& progress) {
  std::error_code error;
  return fs::is_directory(path, error) ? read_dataset(path) : read_file(path, progress);
}

void forget_territory(std::vector<Perimeter>& perimeters) {
  for (auto& perimeter : perimeters) {
    perimeter.in_territory = true;
    perimeter.quartier.reset();
  }
}

}  // namespace

Result<DatasetDiff> diff(DiffOptions const& options, Progress const& progress) {
  auto before = read_side(options.before, progress);
  if (!before) return tl::unexpected(before.error());
  auto after = read_side(options.after, progress);
  if (!after) return tl::unexpected(after.error());
  bool const datasets = before->dataset && after->dataset;
  if (!datasets) {
    forget_territory(before->perimeters);
    forget_territory(after->perimeters);
  }
  auto perimeters = diff_perimeters(before->perimeters, after->perimeters);
  if (!perimeters) return tl::unexpected(perimeters.error());
  DatasetDiff out{before->about, after->about, std::move(*perimeters), {}};
  if (datasets) {
    auto const& old_data = *before->dataset;
    auto const& new_data = *after->dataset;
    out.coverage = diff_coverage(old_data.manifest, new_data.manifest);
    if (old_data.addresses && new_data.addresses) out.streets = diff_streets(old_data, new_data);
  }
  return out;
}

}  // namespace qpv::import
