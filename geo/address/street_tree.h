// SPDX-License-Identifier: EUPL-1.2
//
// A packed R-tree: boxes in the order of a Hilbert curve, then the boxes of each sixteen of them,
// and so on up to one. Internal to geo/address.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "geo/address/index_data.h"
#include "geo/core/ground.h"

namespace qpv {

struct StreetTree {
  std::vector<PackedBox> boxes;        // leaves first, the root last
  std::vector<std::uint32_t> streets;  // one a leaf
};

struct StreetBox {
  std::uint32_t street;
  PackedBox box;
};
StreetTree build_street_tree(std::vector<StreetBox> streets);

// Calls `visit` with streets in ascending order of the distance to their box, in metres, as long as
// it returns how far to go on looking; at most `max_metres`.
using StreetVisit = std::function<double(std::uint32_t street)>;
void visit_nearest(IndexData const& index, LocalFrame const& from, double max_metres,
                   StreetVisit const& visit);

// The streets whose box meets the given one, in no order.
void visit_meeting(IndexData const& index, Box const& box,
                   std::function<void(std::uint32_t street)> const& visit);

}  // namespace qpv
