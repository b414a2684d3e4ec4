// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/count_sheet.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace qpv::batch {
CountSheet::Id CountSheet::add(std::uint64_t value) {
  counts_.push_back({value});
  return counts_.size() - 1;
}

void CountSheet::sum(Id total, std::vector<Id> parts) {
  sums_.push_back({total, std::move(parts)});
}

// Looks for another table of counts that its readers could not tell from this one: a count is moved
// by one, and others with it until all sums hold again. Each count moves once at most.
class CountSheet::Mover {
 public:
  explicit Mover(CountSheet const& sheet)
      : sheet_(sheet), moved_(sheet.counts_.size()), off_(sheet.sums_.size()), in_(moved_.size()) {
    for (std::size_t i = 0; i < sheet.sums_.size(); ++i) {
      auto const& sum = sheet.sums_[i];
      in_[sum.total].push_back({i, -1});
      for (auto const part : sum.parts) in_[part].push_back({i, 1});
    }
  }

  bool can_move(Id small) { return can_move(small, 1) || can_move(small, -1); }

 private:
  bool can_move(Id small, int by) {
    steps_ = 0;
    if (!fits(small, by)) return false;
    move(small, by);
    bool const settled = settle();
    std::ranges::fill(moved_, 0);
    std::ranges::fill(off_, 0);
    return settled;
  }

  struct Place {
    std::size_t sum;
    int sign;  // of the count in "parts less total"
  };

  [[nodiscard]] bool fits(Id id, int by) const {
    auto const& count = sheet_.counts_[id];
    if (count.shown == Shown::kYes || moved_[id] != 0) return false;
    auto const to = count.value + static_cast<std::uint64_t>(static_cast<std::int64_t>(by));
    if (count.shown == Shown::kSmall) return to >= 1 && to < sheet_.least_;
    return to >= sheet_.least_;
  }

  void move(Id id, int by) {
    moved_[id] += by;
    for (auto const& place : in_[id]) off_[place.sum] += place.sign * by;
  }

  // Depth first, within a number of steps: what takes more is hidden rather than looked for.
  bool settle() {
    constexpr int kMostSteps = 20'000;
    auto const wrong = std::ranges::find_if(off_, [](int off) { return off != 0; });
    if (wrong == off_.end()) return true;
    if (++steps_ > kMostSteps) return false;
    int const needed = *wrong > 0 ? -1 : 1;
    auto const& sum = sheet_.sums_[static_cast<std::size_t>(wrong - off_.begin())];
    auto const attempt = [&](Id id, int by) {
      if (!fits(id, by)) return false;
      move(id, by);
      if (settle()) return true;
      move(id, -by);
      return false;
    };
    return std::ranges::any_of(sum.parts, [&](Id part) { return attempt(part, needed); }) ||
           attempt(sum.total, -needed);
  }

  CountSheet const& sheet_;
  std::vector<int> moved_;
  std::vector<int> off_;  // of each sum, its parts less its total
  std::vector<std::vector<Place>> in_;
  int steps_ = 0;
};

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
  // Where one is the only small value, being small says it.
  if (least <= 2) return;
  for (bool hidden = true; hidden;) {
    hidden = false;
    Mover mover(*this);
    for (Id id = 0; id < counts_.size(); ++id) {
      if (counts_[id].shown == Shown::kSmall && !mover.can_move(id)) {
        hidden = hide_beside(id) || hidden;
      }
    }
  }
}

}  // namespace qpv::batch
