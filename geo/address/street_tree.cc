// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/street_tree.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

namespace qpv {
namespace {

constexpr std::size_t kFanout = 16;

// Place of a cell of a 2^16 grid on Hilbert's curve.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
  std::uint32_t place = 0;
  for (std::uint32_t s = 1U << 15U; s > 0; s /= 2) {
    std::uint32_t const right = (x & s) != 0 ? 1 : 0;
    std::uint32_t const upper = (y & s) != 0 ? 1 : 0;
    place += s * s * ((3 * right) ^ upper);
    if (upper == 0) {
      if (right == 1) {
        x = 0xFFFFU - x;
        y = 0xFFFFU - y;
      }
      std::swap(x, y);
    }
  }
  return place;
}

std::uint32_t curve_place(PackedBox const& box) {
  auto const cell = [](std::int64_t low, std::int64_t high, std::int64_t range) {
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(((low + high) / 2 + range) * 0xFFFF / (2 * range), 0, 0xFFFF));
  };
  constexpr std::int64_t kHalfTurn = 1'800'000'000;
  return hilbert(cell(box.min.lon, box.max.lon, kHalfTurn),
                 cell(box.min.lat, box.max.lat, kHalfTurn / 2));
}

PackedBox joined(PackedBox const& a, PackedBox const& b) {
  return {{std::min(a.min.lon, b.min.lon), std::min(a.min.lat, b.min.lat)},
          {std::max(a.max.lon, b.max.lon), std::max(a.max.lat, b.max.lat)}};
}

Box unpack_box(PackedBox const& box) { return {unpack(box.min), unpack(box.max)}; }

// Where each level of the tree begins, leaves first, and the end.
std::vector<std::size_t> levels_of(std::size_t leaves) {
  std::vector<std::size_t> starts{0};
  for (std::size_t count = leaves; count > 0; count = (count + kFanout - 1) / kFanout) {
    starts.push_back(starts.back() + count);
    if (count == 1) break;
  }
  return starts;
}

struct Node {
  double metres;
  std::size_t level;
  std::size_t at;  // within its level
  friend bool operator<(Node const& a, Node const& b) { return a.metres > b.metres; }
};

}  // namespace

StreetTree build_street_tree(std::vector<StreetBox> streets) {
  std::vector<std::pair<std::uint32_t, std::size_t>> order;
  order.reserve(streets.size());
  for (std::size_t i = 0; i < streets.size(); ++i) {
    order.emplace_back(curve_place(streets[i].box), i);
  }
  std::sort(order.begin(), order.end());
  StreetTree tree;
  for (auto const& [place, i] : order) {
    tree.boxes.push_back(streets[i].box);
    tree.streets.push_back(streets[i].street);
  }
  auto const starts = levels_of(streets.size());
  for (std::size_t level = 1; level + 1 < starts.size(); ++level) {
    for (std::size_t i = starts[level - 1]; i < starts[level]; i += kFanout) {
      auto box = tree.boxes[i];
      for (std::size_t k = i + 1; k < std::min(i + kFanout, starts[level]); ++k) {
        box = joined(box, tree.boxes[k]);
      }
      tree.boxes.push_back(box);
    }
  }
  return tree;
}

void visit_nearest(IndexData const& index, LocalFrame const& from, double max_metres,
                   StreetVisit const& visit) {
  auto const starts = levels_of(index.box_streets.size());
  if (starts.size() < 2) return;
  std::priority_queue<Node> waiting;
  auto const push = [&](std::size_t level, std::size_t at) {
    auto const gap = from.gap_to(unpack_box(index.boxes[starts[level] + at]));
    double const metres = std::hypot(gap.x, gap.y);
    if (metres <= max_metres) waiting.push({metres, level, at});
  };
  push(starts.size() - 2, 0);
  while (!waiting.empty()) {
    auto const node = waiting.top();
    waiting.pop();
    if (node.metres > max_metres) return;
    if (node.level == 0) {
      max_metres = std::min(max_metres, visit(index.box_streets[node.at]));
      continue;
    }
    std::size_t const below = starts[node.level] - starts[node.level - 1];
    for (std::size_t i = node.at * kFanout; i < std::min((node.at + 1) * kFanout, below); ++i) {
      push(node.level - 1, i);
    }
  }
}

void visit_meeting(IndexData const& index, Box const& box,
                   std::function<void(std::uint32_t street)> const& visit) {
  auto const starts = levels_of(index.box_streets.size());
  if (starts.size() < 2) return;
  std::vector<std::pair<std::size_t, std::size_t>> waiting{{starts.size() - 2, 0}};
  while (!waiting.empty()) {
    auto const [level, at] = waiting.back();
    waiting.pop_back();
    if (!unpack_box(index.boxes[starts[level] + at]).meets(box)) continue;
    if (level == 0) {
      visit(index.box_streets[at]);
      continue;
    }
    std::size_t const below = starts[level] - starts[level - 1];
    for (std::size_t i = at * kFanout; i < std::min((at + 1) * kFanout, below); ++i) {
      waiting.emplace_back(level - 1, i);
    }
  }
}

}  // namespace qpv
