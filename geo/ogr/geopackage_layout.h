// SPDX-License-Identifier: EUPL-1.2
//
// The tables and columns of perimeters.gpkg. The columns that official files have as well are
// called as there, so that qpv-import reads its own product. Private to geo/ogr.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qpv::ogr {

inline constexpr char kPerimetersLayer[] = "perimeters";
inline constexpr char kCoverageLayer[] = "coverage";

inline constexpr char kCode[] = "code_qp";
inline constexpr char kName[] = "lib_qp";
inline constexpr char kKind[] = "kind";
inline constexpr char kGeneration[] = "generation";
inline constexpr char kFrom[] = "valid_from";
inline constexpr char kTo[] = "valid_to";
inline constexpr char kCommuneCodes[] = "insee_com";  // same order as the names; empty when unknown
inline constexpr char kCommuneNames[] = "lib_com";
inline constexpr char kEpcis[] = "siren_epci";
inline constexpr char kInTerritory[] = "in_territory";

// "62276;62401". An element may be empty; a semicolon inside one becomes a space.
std::string join_list(std::vector<std::string> const& elements);
std::vector<std::string> split_exact(std::string_view joined);

}  // namespace qpv::ogr
