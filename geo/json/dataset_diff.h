// SPDX-License-Identifier: EUPL-1.2
//
// What changed from one dataset to another, as values and as JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "geo/address/street_sides.h"
#include "geo/core/types.h"
#include "geo/core/verdict.h"

namespace qpv {

// One of the two that are compared.
struct DiffSide {
  std::string name;               // the sources in one line
  std::optional<std::string> id;  // of a dataset; a source file has none
  std::size_t perimeters;
};

struct TextChange {
  std::string field;  // as the API names it: "name", "valid_to", ...
  std::optional<std::string> before;
  std::optional<std::string> after;
};

struct ListChange {
  std::string field;  // "communes" or "epcis"
  std::vector<std::string> added;
  std::vector<std::string> removed;
};

struct ShapeSize {
  double area_m2;
  std::size_t parts;
  std::size_t holes;
};

struct ShapeDiff {
  ShapeSize before;
  ShapeSize after;
  double gained_m2;
  double lost_m2;
  double moved_m;   // the farthest that a point of either boundary lies from the other
  LonLat moved_at;  // that point
};

// A perimeter that only one side has.
struct LonePerimeter {
  std::string code;
  std::string name;
  int generation;
  std::vector<std::string> communes;
  double area_m2;
};

struct PerimeterDiff {
  std::string code;
  std::string name;  // the new one
  int generation;
  std::vector<TextChange> texts;
  std::vector<ListChange> lists;
  std::optional<ShapeDiff> shape;
};

// In ascending order of code.
struct PerimetersDiff {
  std::vector<LonePerimeter> added;
  std::vector<LonePerimeter> removed;
  std::vector<PerimeterDiff> changed;
  std::size_t unchanged = 0;

  [[nodiscard]] bool none() const { return added.empty() && removed.empty() && changed.empty(); }
};

// How far a generation's source is complete.
struct CoverageDiff {
  int generation;
  std::string before;  // as GenerationSummary::coverage
  std::string after;
};

// Where a number stands: the perimeters that cover the position that its base gives, and what is
// answered for it.
struct StandingText {
  std::vector<std::string> perimeters;  // official codes, ascending
  Side side;
  Doubt doubt;

  bool operator==(StandingText const&) const = default;
};

struct NumberDiff {
  std::string number;                  // "12bis"; empty for a street that has no numbers
  std::optional<StandingText> before;  // none: only the other base has it
  std::optional<StandingText> after;
};

// In ascending order of number.
struct StreetDiff {
  int generation;
  std::string citycode;
  std::string commune;
  std::string id;
  std::string name;
  std::vector<NumberDiff> moved;  // the perimeters that cover them are others, or none
  std::vector<NumberDiff>
      answered;                   // covered as before, and answered otherwise: a doubt more or less
  std::vector<NumberDiff> added;  // the new base has them
  std::vector<NumberDiff> removed;  // the old one had
};

struct StreetsDiff {
  std::vector<StreetDiff> streets;
};

struct DatasetDiff {
  DiffSide before;
  DiffSide after;
  PerimetersDiff perimeters;
  std::vector<CoverageDiff> coverage;
  std::optional<StreetsDiff> streets = {};  // where both have addresses

  [[nodiscard]] bool none() const {
    return perimeters.none() && coverage.empty() && (!streets || streets->streets.empty());
  }
};

// Indented, members "before", "after", "coverage", "perimeters" and "streets"; square metres to
// 0.01, metres to the millimetre. Ends with a newline.
std::string write_diff(DatasetDiff const& diff);

}  // namespace qpv
