// SPDX-License-Identifier: EUPL-1.2
#include "geo/batch/count_sheet.h"

#include <algorithm>
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
  explicit Mover(CountSheet& sheet)
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
    if (settled) remember();
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

  // What is hidden later takes nothing from what could move: it is not looked for again.
  void remember() {
    for (Id id = 0; id < moved_.size(); ++id) {
      if (moved_[id] != 0) sheet_.counts_[id].moves = true;
    }
  }

  // Whether a move brings all of the count's sums nearer to what they are.
  [[nodiscard]] bool helps(Id id, int by) const {
    return std::ranges::all_of(
        in_[id], [&](Place const& place) { return off_[place.sum] * place.sign * by < 0; });
  }

  // Depth first, what mends several sums at once before the rest, within a number of steps: what
  // takes more is hidden rather than looked for.
  bool settle() {
    auto const wrong = std::ranges::find_if(off_, [](int off) { return off != 0; });
    if (wrong == off_.end()) return true;
    if (++steps_ > kMostSteps) return false;
    int const needed = *wrong > 0 ? -1 : 1;
    auto const& sum = sheet_.sums_[static_cast<std::size_t>(wrong - off_.begin())];
    for (bool const wanted : {true, false}) {
      auto const attempt = [&](Id id, int by) { return helps(id, by) == wanted && mends(id, by); };
      if (std::ranges::any_of(sum.parts, [&](Id part) { return attempt(part, needed); })) {
        return true;
      }
      if (attempt(sum.total, -needed)) return true;
    }
    return false;
  }

  bool mends(Id id, int by) {
    if (steps_ > kMostSteps || !fits(id, by)) return false;
    move(id, by);
    if (settle()) return true;
    move(id, -by);
    return false;
  }

  static constexpr int kMostSteps = 2'000;

  CountSheet& sheet_;
  std::vector<int> moved_;
  std::vector<int> off_;  // of each sum, its parts less its total
  std::vector<std::vector<Place>> in_;
  int steps_ = 0;
};

// Those with any of the counts that are not seen yet.
std::vector<CountSheet::Sum const*> CountSheet::sums_of(std::vector<bool> const& counts,
                                                        std::vector<bool>& seen) const {
  std::vector<Sum const*> out;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    auto const& sum = sums_[i];
    bool const with =
        counts[sum.total] || std::ranges::any_of(sum.parts, [&](Id part) { return counts[part]; });
    if (!with || seen[i]) continue;
    seen[i] = true;
    out.push_back(&sum);
  }
  return out;
}

// The smallest part that is still shown, a total last.
std::optional<CountSheet::Id> CountSheet::next_to_hide(std::vector<Sum const*> const& sums) const {
  auto const is_open = [&](Id id) {
    return counts_[id].shown == Shown::kYes && counts_[id].value > 0;
  };
  std::optional<Id> best;
  std::optional<Id> total;
  for (auto const* sum : sums) {
    for (auto const part : sum->parts) {
      if (is_open(part) && (!best || counts_[part].value < counts_[*best].value)) best = part;
    }
    if (is_open(sum->total)) total = sum->total;
  }
  return best ? best : total;
}

// In a sum with it; where nothing is left there, in a sum with those that hide it, and so on.
bool CountSheet::hide_beside(Id small) {
  std::vector<bool> seen(sums_.size());
  std::vector<bool> near(counts_.size());
  near[small] = true;
  for (;;) {
    auto const here = sums_of(near, seen);
    if (here.empty()) return false;
    if (auto const hidden = next_to_hide(here)) {
      counts_[*hidden].shown = Shown::kHidden;
      return true;
    }
    auto const reach = [&](Id id) { near[id] = near[id] || counts_[id].shown != Shown::kYes; };
    for (auto const* sum : here) {
      std::ranges::for_each(sum->parts, reach);
      reach(sum->total);
    }
  }
}

void CountSheet::suppress(std::uint64_t least) {
  least_ = least;
  for (auto& count : counts_) {
    count.moves = false;
    if (count.value > 0 && count.value < least) count.shown = Shown::kSmall;
  }
  // Where one is the only small value, being small says it.
  if (least <= 2) return;
  for (bool hidden = true; hidden;) {
    hidden = false;
    Mover mover(*this);
    for (Id id = 0; id < counts_.size(); ++id) {
      auto const& count = counts_[id];
      if (count.shown == Shown::kSmall && !count.moves && !mover.can_move(id)) {
        hidden = hide_beside(id) || hidden;
      }
    }
  }
}

}  // namespace qpv::batch
