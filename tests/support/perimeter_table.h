// SPDX-License-Identifier: EUPL-1.2
//
// Perimeters as PostGIS loads them.
#pragma once

#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>

#include "geo/core/perimeter_index.h"

namespace qpv::test {

// A file to be written, which throws on any error.
std::ofstream open_table(std::filesystem::path const& path);

// One line each for those in force: the code, a tab, and the shape as EWKB in hexadecimal, every
// bit of its coordinates kept.
void write_perimeters(PerimeterIndex const& index, Date date, std::ostream& out);

// EWKB in hexadecimal.
std::string ewkb(MultiPolygon const& shape);

}  // namespace qpv::test
