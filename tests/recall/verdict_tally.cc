// SPDX-License-Identifier: EUPL-1.2
#include "tests/recall/verdict_tally.h"

#include <algorithm>
#include <cmath>

namespace qpv::test {

bool Tenth::calibrated() const {
  constexpr double kPoints = 0.02;
  constexpr double kErrors = 3;
  if (asked == 0) return true;
  double const p = said();
  double const error = std::sqrt(p * (1 - p) / static_cast<double>(asked));
  return std::abs(observed() - p) <= std::max(kPoints, kErrors * error);
}

void VerdictTally::add(std::size_t dataset, Asked const& query, bool truly_inside, bool truly_near,
                       AddressVerdict const& verdict) {
  ++asked;
  near += truly_near ? 1 : 0;
  auto const& answered = verdict.verdict;
  if (answered.answer == Answer::kInside || answered.answer == Answer::kOutside) {
    ++decided;
    bool const inside = answered.answer == Answer::kInside;
    denied += !inside && truly_inside ? 1 : 0;
    admitted += inside && !truly_inside ? 1 : 0;
    near_wrong += inside != truly_inside && truly_near ? 1 : 0;
  } else {
    ++undecided;
    ++doubts.at(static_cast<std::size_t>(answered.doubt));
  }
  bool const numbered = !query.id.empty() && query.id != query.street_id;
  if (!numbered || !answered.probability || !seen_.emplace(dataset, query.id).second) return;
  constexpr std::size_t kTenths = 10;
  auto const at = static_cast<std::size_t>(*answered.probability * kTenths);
  auto& tenth = tenths.at(std::min(at, kTenths - 1));
  ++tenth.asked;
  tenth.inside += truly_inside ? 1 : 0;
  tenth.sum += *answered.probability;
}

}  // namespace qpv::test
