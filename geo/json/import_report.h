// SPDX-License-Identifier: EUPL-1.2
//
// report.json: what an import took, repaired and could not tell, for the record.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/json/edition.h"
#include "geo/json/manifest.h"

namespace qpv {

struct ReportLayer {
  std::string name;
  std::string crs;
  std::string encoding;
  std::uint64_t taken;
  std::uint64_t in_layer;
};

struct ReportRepair {
  std::string code;
  std::string reason;
  double area_before_m2;
  double area_after_m2;
};

struct ReportSource {
  std::string name;
  std::uint64_t perimeters;
  bool has_epci;
  std::string coverage;  // as GenerationSummary::coverage
  std::vector<ReportLayer> layers;
  std::vector<ReportRepair> repairs;
  std::vector<std::string> remarks;  // in French
};

// What a newer edition of the same generation left out.
struct ReportSuperseded {
  std::string name;  // of the file
  int generation;
  std::uint64_t perimeters;
  Edition edition;
  Edition by;
};

struct ImportReport {
  std::uint64_t perimeters = 0;
  std::uint64_t in_territory = 0;
  std::vector<GenerationSummary> generations;
  std::vector<ReportSource> sources;
  std::vector<ReportSuperseded> superseded;
  std::vector<std::string> remarks;
};

// Deterministic, ends with a newline.
std::string write_report(ImportReport const& report);

}  // namespace qpv
