// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>

namespace qpv::test {

// A GeoJSON file of `count` made perimeters of 2024 over all of France, overseas included: 60 to
// 150 vertices each around 150 to 600 metres, some of two parts, some with a hole, some neighbours
// that overlap. The national file has 1,362 (and 1,514 in 2015), of 90 vertices on average. The
// same arguments give the same text.
std::string made_perimeters(std::size_t count, unsigned seed);

}  // namespace qpv::test
