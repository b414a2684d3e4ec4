// SPDX-License-Identifier: EUPL-1.2
//
// Counts of people that may be published: small ones are not shown, nor what would give them back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace qpv::batch {

// Counts, and which of them are the sum of which others. A count from 1 to least - 1 is small and
// is not shown; others are hidden as well, as few as it takes, so that no sum or difference of what
// is shown, nor what is known of the small ones (that they are), leaves a single possible value for
// one of them. Zeros are shown.
class CountSheet {
 public:
  enum class Shown : std::uint8_t { kYes, kSmall, kHidden };
  using Id = std::size_t;

  Id add(std::uint64_t value);
  // The total is the sum of the parts, and its readers know that.
  void sum(Id total, std::vector<Id> parts);
  // Once, after all counts. Some hundred counts take milliseconds.
  void suppress(std::uint64_t least);

  [[nodiscard]] Shown shown(Id id) const { return counts_[id].shown; }
  [[nodiscard]] std::uint64_t value(Id id) const { return counts_[id].value; }

 private:
  struct Count {
    std::uint64_t value;
    Shown shown = Shown::kYes;
  };
  struct Sum {
    Id total;
    std::vector<Id> parts;
  };
  struct Bounds {
    std::uint64_t low;
    std::uint64_t high;
  };
  [[nodiscard]] std::vector<Bounds> bounds() const;
  [[nodiscard]] static bool tighten(Sum const& sum, std::vector<Bounds>& bounds);
  bool hide_beside(Id small);

  std::vector<Count> counts_;
  std::vector<Sum> sums_;
  std::uint64_t least_ = 0;
};

}  // namespace qpv::batch
