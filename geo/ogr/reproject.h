// SPDX-License-Identifier: EUPL-1.2
//
// From a layer's coordinate system to WGS84 degrees, with a doubt about what the layer says of
// itself. Private to geo/ogr.
#pragma once

#include <string>

#include "geo/core/france.h"
#include "geo/core/result.h"
#include "geo/core/types.h"
#include "geo/ogr/gdal.h"

namespace qpv::ogr {

class Reprojection {
 public:
  // kInvalidArgument when the layer has no coordinate system, or one that leads nowhere on earth.
  static Result<Reprojection> of(OGRLayerH layer);

  [[nodiscard]] std::string const& crs() const { return crs_; }  // "EPSG:2154" or its name

  // In place. Refuses coordinates that the system cannot mean (metres labelled as degrees and the
  // other way round) and those that are not in France.
  Result<void> apply(MultiPolygon& shape) const;

 private:
  Reprojection() = default;
  Result<void> apply(Ring& ring) const;

  std::string crs_;
  bool geographic_ = false;
  TransformHandle transform_;  // null for WGS84 itself
};

// The French zone of a département's code; null for one that has no box of ours.
FrenchZone const* zone_of(std::string_view departement);

}  // namespace qpv::ogr
