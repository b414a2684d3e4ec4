// SPDX-License-Identifier: EUPL-1.2
#include "geo/address/peaks.h"

#include <algorithm>
#include <array>

namespace qpv {
namespace {

constexpr unsigned kBits = 4;  // of a row that its block takes away
constexpr std::size_t kBlock = std::size_t{1} << kBits;
constexpr std::size_t kMostLevels = 8;  // of 2^32 rows

std::size_t blocks_of(std::size_t rows) { return (rows + kBlock - 1) / kBlock; }

// Where each level begins.
struct Levels {
  std::array<std::size_t, kMostLevels> begin{};
  std::size_t count = 1;

  explicit Levels(std::size_t rows) {
    for (; rows > 1 && count < kMostLevels; ++count) {
      begin[count] = begin[count - 1] + rows;
      rows = blocks_of(rows);
    }
  }
};

bool before(Peak const& a, Peak const& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.row < b.row;
}

}  // namespace

std::vector<std::uint8_t> build_peaks(std::span<std::uint8_t const> weights) {
  std::vector<std::uint8_t> all(weights.begin(), weights.end());
  std::size_t level = 0;
  for (auto rows = weights.size(); rows > 1; rows = blocks_of(rows)) {
    for (std::size_t first = 0; first < rows; first += kBlock) {
      auto const block = std::span(all).subspan(level + first, std::min(kBlock, rows - first));
      auto const highest = *std::ranges::max_element(block);
      all.push_back(highest);
    }
    level += rows;
  }
  return all;
}

void find_peaks(Column<std::uint8_t> const& peaks, std::size_t rows, std::size_t first,
                std::size_t end, std::size_t most, std::vector<Peak>& found) {
  found.clear();
  if (most == 0) return;
  Levels const levels(rows);
  std::size_t level = 0;
  for (auto row = first; row < end; row += std::size_t{1} << (level * kBits)) {
    // The largest block that begins here and has nothing higher than what is kept.
    level = 0;
    while (level + 1 < levels.count && row % (std::size_t{1} << ((level + 1) * kBits)) == 0 &&
           row + (std::size_t{1} << ((level + 1) * kBits)) <= end) {
      ++level;
    }
    auto const peak = [&] { return peaks[levels.begin[level] + (row >> (level * kBits))]; };
    bool const full = found.size() == most;
    while (level > 0 && (!full || peak() > found.front().weight)) --level;
    if (level > 0 || (full && peak() <= found.front().weight)) continue;
    // A heap, the lowest in front.
    if (full) {
      std::ranges::pop_heap(found, before);
      found.pop_back();
    }
    found.push_back({static_cast<std::uint32_t>(row), peak()});
    std::ranges::push_heap(found, before);
  }
  std::ranges::sort(found, before);
}

}  // namespace qpv
