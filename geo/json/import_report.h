// SPDX-License-Identifier: EUPL-1.2
//
// report.json: what an import took, repaired and could not tell, for the record.
#pragma once

#include <cstdint>
#include <optional>
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

struct ReportCount {
  std::string name;
  std::uint64_t count;
};

// A row of an address file that could not be taken.
struct ReportBadRow {
  std::uint64_t line;
  std::string reason;  // in French
  std::string text;    // shortened
};

struct ReportAddressSource {
  std::string name;
  std::string format;  // "csv", "lieux-dits" or "addok"
  std::uint64_t rows;
  std::uint64_t taken;
  std::uint64_t bad;
  std::uint64_t recoded;                // rows that were in Windows-1252
  std::vector<ReportCount> kinds;       // of what was taken
  std::vector<ReportCount> positions;   // of house numbers, by the type of their position
  std::vector<ReportCount> faults;      // of bad rows, by reason
  std::vector<ReportBadRow> first_bad;  // ten at most
  std::vector<std::string> remarks;     // in French
};

struct ReportAddresses {
  std::vector<ReportAddressSource> sources;
  std::uint64_t communes = 0;
  std::uint64_t streets = 0;  // localities included
  std::uint64_t localities = 0;
  std::uint64_t numbers = 0;
  std::uint64_t repeated = 0;  // rows that say again what a row before them said
};

struct ImportReport {
  std::uint64_t perimeters = 0;
  std::uint64_t in_territory = 0;
  std::vector<GenerationSummary> generations;
  std::vector<ReportSource> sources;
  std::vector<ReportSuperseded> superseded;
  std::vector<std::string> remarks;
  std::optional<ReportAddresses> addresses = {};
};

// Deterministic, ends with a newline.
std::string write_report(ImportReport const& report);

}  // namespace qpv
