// SPDX-License-Identifier: EUPL-1.2
#include "service/handlers/address_table.h"

#include <string_view>

#include "geo/address/search.h"
#include "geo/core/csv_cell.h"
#include "geo/core/utf8.h"

namespace qpv::handlers {
namespace {

// Excel takes UTF-8 for Windows-1252 without it.
constexpr std::string_view kHeader =
    "citycode;commune;code_postal;voie;id_voie;situation;cote;de;a;numeros\r\n";

std::string_view word(StreetSituation situation) {
  switch (situation) {
    case StreetSituation::kWithin:
      return "entière";
    case StreetSituation::kPartly:
      return "en partie";
    case StreetSituation::kBordering:
      break;
  }
  return "en limite";
}

// A cell that begins like a formula would be worked out by the spreadsheet: the data never says so,
// a hostile file might.
std::string cell(std::string_view text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  bool const formula = !text.empty() && kFormula.find(text.front()) != std::string_view::npos;
  std::string out;
  append_cell(out, (formula ? "'" : "") + std::string(text));
  return out;
}

}  // namespace

std::string write_address_table(std::span<PerimeterStreet const> streets,
                                AddressIndex const& addresses) {
  std::string out(kByteOrderMark);
  out += kHeader;
  for (auto const& each : streets) {
    auto const street = addresses[each.street];
    auto const commune = addresses[street.commune];
    auto const id = addresses.id(each.street);
    std::string beginning;
    for (auto const text : {commune.citycode, commune.name, street.postcode, street.name,
                            std::string_view(id), word(each.situation)}) {
      beginning += cell(text) + ';';
    }
    for (auto const& range : each.ranges) {
      out += beginning;
      out += range.odd ? "impairs;" : "pairs;";
      out += cell(housenumber(addresses[range.first])) + ';';
      out += cell(housenumber(addresses[range.last])) + ';';
      out += std::to_string(range.numbers) + "\r\n";
    }
  }
  return out;
}

}  // namespace qpv::handlers
