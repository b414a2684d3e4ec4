// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/neighbours.h"

#include <fmt/format.h>

#include <string>

#include "geo/address/address_verdict.h"
#include "service/handlers/answer_parts.h"

namespace qpv::handlers {
namespace {

constexpr double kNearMetres = 150;
constexpr std::size_t kMostNeighbours = 3;

std::string_view word_of(Answer answer) {
  switch (answer) {
    case Answer::kInside:
      return yes("").word;
    case Answer::kOutside:
      return no("").word;
    case Answer::kUncertain:
    case Answer::kNotFound:
      break;
  }
  return to_check("").word;
}

}  // namespace

Html neighbours(LonLat point, Date date, Dataset const& dataset, Language const& language) {
  if (!dataset.addresses) return {};
  auto const& addresses = dataset.addresses->index;
  std::string items;
  for (auto const& near : reverse(addresses, point, kNearMetres, kMostNeighbours)) {
    // Certainly that number: what fits less well is taken for another entrance.
    AddressMatch const match{MatchKind::kHousenumber,
                             addresses[near.street].commune,
                             near.street,
                             near.number,
                             1,
                             {1, 1, 1},
                             false};
    auto const verdict = decide_match(dataset.perimeters, addresses, match, date,
                                      {.errors = dataset.addresses->errors});
    items += fmt::format("<li>{}, {}\u00A0: <strong>{}</strong></li>",
                         isolated(label(addresses, match)).text,
                         language.say("à {}", metres(near.metres, language).text),
                         language(word_of(verdict.answer)));
  }
  if (items.empty()) return {};
  return {fmt::format("<details class=\"neighbours\"><summary>{}</summary><ul>{}</ul></details>",
                      language("Les adresses les plus proches"), items)};
}

}  // namespace qpv::handlers
