// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/count_sheet.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace qpv::batch {
namespace {

// No list has more rows; sums of it do not overflow.
constexpr std::uint64_t kMost = std::uint64_t{1} << 48U;

}  // namespace

CountSheet::Id CountSheet::add(std::uint64_t value) {
  counts_.push_back({value});
  return counts_.size() - 1;
}

void CountSheet::sum(Id total, std::vector<Id> parts) {
  sums_.push_back({total, std::move(parts)});
}

// One sum's reasoning: each part is the total less the others, and the total is all of them.
bool CountSheet::tighten(Sum const& sum, std::vector<Bounds>& bounds) {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  for (auto const part : sum.parts) {
    low += bounds[part].low;
    high += bounds[part].high;
  }
  bool changed = false;
  auto const set = [&](Bounds& of, std::uint64_t least, std::uint64_t most) {
    auto const to = Bounds{std::max(of.low, least), std::min(of.high, most)};
    changed = changed || to.low != of.low || to.high != of.high;
    of = to;
  };
  auto& total = bounds[sum.total];
  set(total, low, high);
  for (auto const part : sum.parts) {
    auto& of = bounds[part];
    auto const others_low = low - of.low;
    auto const others_high = high - of.high;
    auto const before = of;
    set(of, total.low > others_high ? total.low - others_high : 0,
        total.high > others_low ? total.high - others_low : 0);
    low += of.low - before.low;
    high -= before.high - of.high;
  }
  return changed;
}

// What a reader can know of each count.
std::vector<CountSheet::Bounds> CountSheet::bounds() const {
  std::vector<Bounds> out;
  for (auto const& count : counts_) {
    if (count.shown == Shown::kYes) out.push_back({count.value, count.value});
    if (count.shown == Shown::kSmall) out.push_back({1, least_ - 1});
    if (count.shown == Shown::kHidden) out.push_back({least_, kMost});
  }
  // Each round settles a bound for good or is the last: far fewer in practice.
  for (bool changed = true; changed;) {
    changed = false;
    for (auto const& sum : sums_) changed = tighten(sum, out) || changed;
  }
  return out;
}

// The smallest count that is still shown in a sum with it; the total last.
bool CountSheet::hide_beside(Id small) {
  std::optional<Id> best;
  std::optional<Id> total;
  for (auto const& sum : sums_) {
    bool const part = std::ranges::find(sum.parts, small) != sum.parts.end();
    if (!part && sum.total != small) continue;
    for (auto const other : sum.parts) {
      auto const& count = counts_[other];
      if (count.shown != Shown::kYes || count.value == 0) continue;
      if (!best || count.value < counts_[*best].value) best = other;
    }
    if (counts_[sum.total].shown == Shown::kYes && counts_[sum.total].value > 0) total = sum.total;
  }
  auto const hidden = best ? best : total;
  if (!hidden) return false;
  counts_[*hidden].shown = Shown::kHidden;
  return true;
}

void CountSheet::suppress(std::uint64_t least) {
  least_ = least;
  for (auto& count : counts_) {
    if (count.value > 0 && count.value < least) count.shown = Shown::kSmall;
  }
  if (least < 2) return;
  for (bool hidden = true; hidden;) {
    hidden = false;
    auto const known = bounds();
    for (Id id = 0; id < counts_.size() && !hidden; ++id) {
      // Where there is but one small value, being small says it.
      bool const given_back = counts_[id].shown == Shown::kSmall && known[id].low == known[id].high;
      hidden = given_back && least_ > 2 && hide_beside(id);
    }
  }
}

}  // namespace qpv::batch
