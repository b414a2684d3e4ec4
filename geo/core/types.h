// SPDX-License-Identifier: EUPL-1.2
//
// The values that everything else is about. Coordinates are WGS84 degrees, longitude first, and
// nothing else: reprojection happens in geo/ogr, before a value of these types exists.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/core/date.h"

namespace qpv {

struct LonLat {
  double lon;  // degrees, -180 to 180
  double lat;  // degrees, -90 to 90
  friend bool operator==(LonLat const&, LonLat const&) = default;
};

// West, south, east, north in degrees. No box of ours crosses the antimeridian.
struct Box {
  LonLat min;
  LonLat max;

  [[nodiscard]] constexpr bool contains(LonLat p) const {
    return p.lon >= min.lon && p.lon <= max.lon && p.lat >= min.lat && p.lat <= max.lat;
  }
  // Touching counts.
  [[nodiscard]] constexpr bool meets(Box const& other) const {
    return min.lon <= other.max.lon && other.min.lon <= max.lon && min.lat <= other.max.lat &&
           other.min.lat <= max.lat;
  }
};

// Closed (the first vertex is repeated at the end), at least 4 points. Winding is not significant.
using Ring = std::vector<LonLat>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

// Valid in the OGC sense: parts do not overlap, rings do not cross.
using MultiPolygon = std::vector<Polygon>;

struct Commune {
  std::optional<std::string> code;  // INSEE; the 2015 files do not give it
  std::string name;                 // as the source spells it, UTF-8
};

struct Perimeter {
  std::string code;  // "QN06226M", "QP059067"
  std::string name;
  std::string kind;  // "QP" today; a lighter zone would be a kind of its own, never a "yes"
  int generation;    // 2015 or 2024
  Validity validity;
  std::vector<Commune> communes;
  std::vector<std::string> epcis;  // SIREN codes, empty where the source does not give them
  bool in_territory;               // lists, pages and totals show it; decisions use every perimeter
  std::optional<std::string> quartier = {};  // the contract's name, where the territory knows it
  MultiPolygon shape;
  std::optional<bool> npnru = {};  // has a convention of urban renewal; none where that is unknown
};

// Ground on which a generation's source is complete: outside its perimeters the answer is "no",
// and everywhere else "unknown".
struct CoverageArea {
  int generation;
  Validity validity;
  MultiPolygon shape;
};

// A piece of ground on the days for which something is said of it.
struct Ground {
  Validity validity;
  MultiPolygon shape;
};

}  // namespace qpv
