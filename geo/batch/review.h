// SPDX-License-Identifier: EUPL-1.2
//
// Which rows one person's choice settles, and the choices that were made.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "geo/batch/question.h"

namespace qpv::batch {

// The same for rows that ask for the same address, whatever their case, accents, blanks and
// punctuation: "12 rue pasteur|62300|lens|" (text, postcode, commune, INSEE). Of a row that asks
// nothing "|||".
std::string group_key(Question const& question);
// The same without the number: what brings the groups of one street together.
std::string street_key(Question const& question);

struct ReviewChoice {
  std::string id;  // of the address that is meant, as the base names it; empty: none of them
};

// By group_key(). Immutable while it is used.
class ReviewChoices {
 public:
  void add(std::string group, ReviewChoice choice) {
    choices_[std::move(group)] = std::move(choice);
  }
  [[nodiscard]] std::optional<ReviewChoice> find(std::string_view group) const {
    auto const found = choices_.find(group);
    return found == choices_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::size_t size() const { return choices_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::unordered_map<std::string, ReviewChoice, Hash, std::equal_to<>> choices_;
};

}  // namespace qpv::batch
