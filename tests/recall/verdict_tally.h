// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <set>
#include <string>

#include "geo/address/address_verdict.h"
#include "tests/recall/asked.h"

namespace qpv::test {

// Queries whose probability fell in one tenth.
struct Tenth {
  std::size_t asked = 0;
  std::size_t inside = 0;  // in truth
  double sum = 0;          // of the probabilities

  [[nodiscard]] double said() const { return sum / static_cast<double>(asked); }
  [[nodiscard]] double observed() const {
    return static_cast<double>(inside) / static_cast<double>(asked);
  }
  // Whether what was observed is what was said: within 2 points or three standard errors.
  [[nodiscard]] bool calibrated() const;
};

// Verdicts for addresses against where these are in truth, of any number of datasets.
class VerdictTally {
 public:
  std::size_t asked = 0;
  std::size_t decided = 0;
  std::size_t denied = 0;    // of these: "no" to a resident
  std::size_t admitted = 0;  // "yes" to a neighbour
  std::size_t near = 0;      // asked, in truth within 50 m of a boundary
  std::size_t near_wrong = 0;
  std::size_t undecided = 0;
  // So many need be, at the rules' risk, for one who knows the street and the number and the error
  // of the base's positions: the wrong side has at least that chance.
  std::size_t needed = 0;
  std::array<std::size_t, 6> doubts{};  // of the undecided, by Doubt
  std::array<Tenth, 10> tenths{};       // of distinct addresses with a number

  [[nodiscard]] std::size_t wrong() const { return denied + admitted; }

  // `dataset` is the how manieth: an address counts once in each.
  void add(std::size_t dataset, Asked const& asked, bool truly_inside, bool truly_near,
           AddressVerdict const& verdict);

 private:
  std::set<std::pair<std::size_t, std::string>> seen_;
};

}  // namespace qpv::test
