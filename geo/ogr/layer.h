// SPDX-License-Identifier: EUPL-1.2
//
// One OGR layer, read as it is: texts not yet decoded, coordinates in its own system. Private to
// geo/ogr.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "geo/core/result.h"
#include "geo/core/types.h"
#include "geo/ogr/gdal.h"
#include "geo/ogr/input_files.h"

namespace qpv::ogr {

// A layer file that GDAL has opened. The bytes live as long as it does.
class OpenedFile {
 public:
  static Result<OpenedFile> open(LayerFile file);

  [[nodiscard]] LayerFile const& file() const { return file_; }
  [[nodiscard]] GDALDatasetH dataset() const { return dataset_.get(); }
  [[nodiscard]] int layer_count() const;
  [[nodiscard]] OGRLayerH layer(int index) const;
  // How a report calls the layer.
  [[nodiscard]] std::string label(int index) const;

 private:
  OpenedFile() = default;

  LayerFile file_;
  std::unique_ptr<MemoryFiles> memory_;
  DatasetHandle dataset_;
};

// Which of a layer's columns hold what we know, -1 where it has none.
struct Columns {
  int code;
  int name;
  int commune_codes;
  int commune_names;
  int epcis;
};
Columns find_columns(OGRLayerH layer);

bool is_empty(OGRLayerH layer);

struct RawFeature {
  long long id;
  std::string code, name, commune_codes, commune_names, epcis;
  MultiPolygon shape;      // in the layer's coordinates, rings closed
  unsigned closed_rings;   // how many rings we had to close
  unsigned dropped_rings;  // degenerate ones: fewer than three different corners
};

// Every feature. Refuses layers without features, features that are not polygons, and whatever GDAL
// reports as a failure. `wanted` tells by the raw code whether the shape is needed.
Result<std::vector<RawFeature>> read_features(
    OGRLayerH layer, Columns const& columns, std::function<bool(std::string const&)> const& wanted);

}  // namespace qpv::ogr
