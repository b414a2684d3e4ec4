// SPDX-License-Identifier: EUPL-1.2
//
// What queries find, for a script to judge.
//
//   qpv_find ADDRESSES QUERIES.jsonl [LEXICON]
//
// One line a match, best first, tabs between: the query's place in the file (from 0), id, score,
// house number with its suffix, street, postcode, town, citycode, and why: how far street, locality
// and number agree. Of a commune, number and street are empty.
#include <fmt/format.h>

#include <exception>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "geo/address/search.h"
#include "tests/recall/asked.h"
#include "tests/recall/searched_base.h"

namespace qpv::test {
namespace {

std::string line_of(AddressIndex const& index, AddressMatch const& match) {
  auto const commune = index[match.commune];
  if (match.kind == MatchKind::kMunicipality) {
    return fmt::format("{}\t{:.4f}\t\t\t{}\t{}\t{}", commune.citycode, match.score,
                       index.postcode(match.commune, 0), commune.name, commune.citycode);
  }
  auto const street = index[match.street];
  auto id = index.id(match.street);
  std::string number;
  if (match.kind == MatchKind::kHousenumber) {
    auto const found = index[match.number];
    id = index.id(match.street, match.number);
    number = fmt::format("{}{}", found.number, found.suffix);
  }
  return fmt::format("{}\t{:.4f}\t{}\t{}\t{}\t{}\t{}", id, match.score, number, street.name,
                     street.postcode, commune.name, commune.citycode);
}

void run(std::span<char* const> arguments) {
  if (arguments.size() < 3) {
    throw std::invalid_argument("usage: qpv_find ADDRESSES QUERIES.jsonl [LEXICON]");
  }
  auto const base =
      open_searched_base(arguments[1], arguments.size() > 3 ? arguments[3] : "data/lexicon");
  SearchScratch scratch;
  std::vector<AddressMatch> found;
  std::size_t place = 0;
  for (auto const& asked : read_asked(arguments[2])) {
    search(base.index, to_query(asked), scratch, found);
    for (auto const& match : found) {
      auto const& parts = match.parts;
      std::cout << fmt::format("{}\t{}\t{:.3f} {:.3f} {:.3f}\n", place, line_of(base.index, match),
                               parts.street, parts.locality, parts.number);
    }
    ++place;
  }
}

}  // namespace
}  // namespace qpv::test

int main(int argc, char** argv) {
  try {
    qpv::test::run({argv, static_cast<std::size_t>(argc)});
    return 0;
  } catch (std::exception const& error) {
    std::cerr << "error: " << error.what() << '\n';
    return 2;
  }
}
