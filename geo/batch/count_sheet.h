// SPDX-License-Identifier: EUPL-1.2
//
// Counts of people that may be published: small ones are not shown, nor what would give them back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace qpv::batch {

// Counts, and which of them are the sum of which others. A count from 1 to least - 1 is small and
// is not shown; others, the smallest in a sum with it and then further away, are hidden as well
// until it could be one more or one less with all that is shown as it is, small counts small and
// hidden ones not: then no sum and no difference gives it back. Zeros are shown.
class CountSheet {
 public:
  enum class Shown : std::uint8_t { kYes, kSmall, kHidden };
  using Id = std::size_t;

  Id add(std::uint64_t value);
  // The total is the sum of the parts, and its readers know that.
  void sum(Id total, std::vector<Id> parts);
  // Once, after all counts. Some hundred counts take milliseconds. The staff page does the same,
  // step for step (service/web/listes/count_sheet.js); tests/golden/counts_cases.json holds both to
  // it.
  void suppress(std::uint64_t least);

  [[nodiscard]] Shown shown(Id id) const { return counts_[id].shown; }
  [[nodiscard]] std::uint64_t value(Id id) const { return counts_[id].value; }

 private:
  struct Count {
    std::uint64_t value;
    Shown shown = Shown::kYes;
    bool moves = false;  // could be one more or one less, as far as anybody can tell
  };
  struct Sum {
    Id total;
    std::vector<Id> parts;
  };
  class Mover;
  [[nodiscard]] std::vector<Sum const*> sums_of(std::vector<bool> const& counts,
                                                std::vector<bool>& seen) const;
  [[nodiscard]] std::optional<Id> next_to_hide(std::vector<Sum const*> const& sums) const;
  bool hide_beside(Id small);

  std::vector<Count> counts_;
  std::vector<Sum> sums_;
  std::uint64_t least_ = 0;
};

}  // namespace qpv::batch
